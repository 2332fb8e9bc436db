package io.github.taggedcache.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.taggedcache.core.name.EntryKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class RunningWritesTests {

	private static final EntryKey KEY = EntryKey.of("articles", "1");

	private static final EntryKey OTHER = EntryKey.of("articles", "2");

	private final RunningWrites writes = new RunningWrites(Duration.ofHours(1));

	private final CompletableFuture<String> write = new CompletableFuture<>();

	@Test
	void readWaitsForTheWriteOfItsKey() {
		this.writes.add(KEY, this.write);
		CompletableFuture<EntryKey> awaited = this.writes.awaited(KEY);
		assertThat(awaited).isNotDone();
		this.write.complete("written");
		assertThat(awaited).isCompletedWithValue(KEY);
	}

	@Test
	void writeThatFailsEndsTheWaiting() {
		this.writes.add(KEY, this.write);
		CompletableFuture<EntryKey> awaited = this.writes.awaited(KEY);
		this.write.completeExceptionally(new IllegalStateException("no store"));
		assertThat(awaited).isCompletedWithValue(KEY);
	}

	@Test
	void readOfAnotherKeyWaitsForNothing() {
		this.writes.add(KEY, this.write);
		assertThat(this.writes.awaited(OTHER)).isNull();
	}

	@Test
	void readAfterTheWriteWaitsForNothing() {
		this.writes.add(KEY, this.write);
		this.write.complete("written");
		assertThat(this.writes.awaited(KEY)).isNull();
	}

	@Test
	void readWaitsNoLongerThanTheLimit() throws Exception {
		RunningWrites limited = new RunningWrites(Duration.ofMillis(1));
		limited.add(KEY, this.write);
		assertThat(limited.awaited(KEY).get(10, TimeUnit.SECONDS)).isEqualTo(KEY);
		assertThat(this.write).isNotDone();
	}

	@Test
	void codeOfAWriteWaitsForNoWrite() {
		this.writes.add(KEY, this.write);
		this.writes.add(OTHER, this.write);
		List<Object> awaited = new ArrayList<>();
		this.writes.executor(Runnable::run).execute(() -> {
			awaited.add(this.writes.awaited(KEY));
			awaited.add(this.writes.awaited(OTHER));
		});
		assertThat(awaited).containsExactly(null, null);
	}

	@Test
	void threadWaitsAgainAfterTheCodeOfWrites() {
		this.writes.add(KEY, this.write);
		List<Object> awaited = new ArrayList<>();
		this.writes.executor(Runnable::run).execute(() -> {
			this.writes.executor(Runnable::run).execute(() -> {
			});
			awaited.add(this.writes.awaited(KEY));
		});
		assertThat(awaited).containsOnlyNulls();
		assertThat(this.writes.awaited(KEY)).isNotDone();
	}

}
