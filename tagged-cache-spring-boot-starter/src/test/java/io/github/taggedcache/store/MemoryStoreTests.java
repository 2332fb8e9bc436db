package io.github.taggedcache.store;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.EntryStore;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.LeaseStore;
import io.github.taggedcache.core.store.memory.MemoryStore;

/**
 * The contract on the store in memory.
 */
class MemoryStoreTests extends StoreContract {

	private final StoreFixture store = new InMemory();

	@Override
	public StoreFixture store() {
		return this.store;
	}

	private static final class InMemory extends StoreFixture {

		private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-11-21T00:00:00Z"));

		private final MemoryStore store = new MemoryStore(this::now, 1000);

		@Override
		EntryStore entries() {
			return this.store;
		}

		@Override
		LeaseStore leases() {
			return this.store;
		}

		@Override
		InvalidationLog log() {
			return this.store;
		}

		@Override
		long serverMicros() {
			return ChronoUnit.MICROS.between(Instant.EPOCH, this.time.get());
		}

		@Override
		long setTimeBack() {
			pass(Duration.ofHours(1));
			long version = invalidate("future").version();
			pass(Duration.ofHours(-1));
			return version;
		}

		@Override
		void forgetClock() {
			this.store.forgetClock();
		}

		@Override
		void forgetLog() {
			this.store.forgetLog();
		}

		@Override
		void forgetTag(String tag) {
			this.store.forgetTag(tag);
		}

		@Override
		void forgetBucket(EntryKey key) {
			this.store.forgetBucket(key);
		}

		@Override
		void forgetAll() {
			this.store.forgetAll();
		}

		@Override
		boolean remembersTag(String tag, Duration later) {
			long version = version(tag).hard();
			invalidate("something else");
			pass(later);
			return version(tag).hard() == version;
		}

		@Override
		boolean keepsEntry(EntryKey key, Duration later) {
			pass(later);
			return Futures.await(this.store.get(key)) != null;
		}

		@Override
		boolean keepsLease(EntryKey key, Duration later) {
			pass(later);
			return !Futures.await(this.store.acquire(key, "later", 1));
		}

		/**
		 * Goes on with each look at it, as a server's time does.
		 */
		private Instant now() {
			return this.time.updateAndGet((now) -> now.plusNanos(1000));
		}

		private void pass(Duration duration) {
			this.time.updateAndGet((now) -> now.plus(duration));
		}

	}

}
