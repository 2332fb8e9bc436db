package io.github.taggedcache.model;

import java.time.Instant;

import io.github.taggedcache.core.name.KeyLayout;
import io.github.taggedcache.core.store.EntryStore;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.memory.MemoryStore;

/**
 * The store in memory, with a time of its own.
 */
final class FaultyMemory implements FaultyStore {

	private static final int LOG_LENGTH = 6;

	private static final long FOR_THE_REST_OF_THE_RUN = 10_000_000;

	private long millis;

	private MemoryStore store = newStore();

	private MemoryStore newStore() {
		this.millis = 1_700_000_000_000L;
		return new MemoryStore(new KeyLayout(NAMESPACE), () -> Instant.ofEpochMilli(this.millis), LOG_LENGTH);
	}

	@Override
	public void reset() {
		this.store = newStore();
	}

	@Override
	public EntryStore entries(int node) {
		return this.store;
	}

	@Override
	public InvalidationLog log(int node) {
		return this.store;
	}

	@Override
	public boolean hasTimeOfItsOwn() {
		return true;
	}

	@Override
	public void tick(int millis) {
		this.millis += millis;
	}

	@Override
	public void delete(String key) {
		this.store.forget(key);
	}

	/**
	 * Nobody else writes to this one, so that is the same as losing the key.
	 */
	@Override
	public void spoil(String key, int kind) {
		this.store.forget(key);
	}

	@Override
	public void flush() {
		this.store.forgetAll();
	}

	/**
	 * This log is short, and so trimmed all the time.
	 */
	@Override
	public void trimLog() {
	}

	@Override
	public void setTimeBack(double share) {
		this.millis -= (share < 0.5) ? (long) (2000 * share) : FOR_THE_REST_OF_THE_RUN;
	}

	@Override
	public boolean isTimeBehind(long version) {
		return this.millis * 1000 < version;
	}

	@Override
	public void breakConnection(int node) {
	}

}
