package io.github.taggedcache.core.region;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.region.WriteBehind.UnderWay;
import io.github.taggedcache.core.store.EntryStore;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * As many stores as ten thousand a second make in 30 seconds, at a store that answers one
 * of ten in that time.
 */
class SlowStoreTests {

	private static final int STORES = 300_000;

	private static final byte[] ENVELOPE = new byte[1024];

	private final SlowStore store = new SlowStore();

	private final WriteBehind writes = new WriteBehind(this.store, System::nanoTime);

	@Test
	void whatIsUnderWayStaysWithinItsBounds() {
		int most = 0;
		for (int i = 0; i < STORES; i++) {
			store(i);
			if (i % 10 == 0) {
				this.store.answer();
			}
			most = Math.max(most, this.store.sent.size());
		}
		assertThat(most).isEqualTo(WriteBehind.MAX_ENTRIES);
		assertThat(this.writes.entries()).isLessThanOrEqualTo(WriteBehind.MAX_ENTRIES);
		assertThat(this.writes.bytes()).isEqualTo((long) this.writes.entries() * ENVELOPE.length);
		assertThat(this.writes.waits()).isPositive();
		while (!this.store.sent.isEmpty()) {
			this.store.answer();
		}
		assertThat(this.writes.entries()).isZero();
		assertThat(this.writes.bytes()).isZero();
		assertThat(this.writes.get(key(STORES - 1))).isCompleted();
		assertThat(this.store.asked).isOne();
	}

	private void store(int i) {
		UnderWay way = this.writes.begin(key(i), ENVELOPE, 0);
		if (way != null) {
			assertThat(way.write(ENVELOPE).thenRun(way::end)).isNotDone();
			return;
		}
		CompletableFuture<Void> written = this.writes.set(key(i), ENVELOPE, 0);
		while (!written.isDone()) {
			this.store.answer();
		}
	}

	private static EntryKey key(int i) {
		return EntryKey.of("articles", "L" + i);
	}

	/**
	 * Answers in the order of the questions, when it is told to.
	 */
	private static final class SlowStore implements EntryStore {

		private final Queue<CompletableFuture<Void>> sent = new ArrayDeque<>();

		private int asked;

		void answer() {
			CompletableFuture<Void> oldest = this.sent.poll();
			if (oldest != null) {
				oldest.complete(null);
			}
		}

		@Override
		public CompletableFuture<byte[]> get(EntryKey key) {
			this.asked++;
			return CompletableFuture.completedFuture(new byte[0]);
		}

		@Override
		public CompletableFuture<Void> set(EntryKey key, byte[] envelope, long timeToLiveMillis) {
			CompletableFuture<Void> answer = new CompletableFuture<>();
			this.sent.add(answer);
			return answer;
		}

		@Override
		public CompletableFuture<Boolean> remove(EntryKey key) {
			return CompletableFuture.completedFuture(false);
		}

	}

}
