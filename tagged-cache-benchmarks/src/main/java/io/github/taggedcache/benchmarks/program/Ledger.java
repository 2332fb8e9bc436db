package io.github.taggedcache.benchmarks.program;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAccumulator;

import org.jspecify.annotations.Nullable;

/**
 * The database of a run, which knows what was changed and invalidated when, and so how
 * stale each read is: how long before the read began the first invalidation had returned
 * that its value should not have survived.
 */
final class Ledger {

	private final AtomicLongArray versions;

	private final AtomicReferenceArray<@Nullable Change> changes;

	private final AtomicLong stale = new AtomicLong();

	private final LongAccumulator worst = new LongAccumulator(Math::max, 0);

	Ledger(int keys) {
		this.versions = new AtomicLongArray(keys);
		this.changes = new AtomicReferenceArray<>(keys);
	}

	long version(int key) {
		return this.versions.get(key);
	}

	/**
	 * Changes the value, and invalidates what is cached of it.
	 */
	void change(int key, Runnable invalidation) {
		long version = this.versions.incrementAndGet(key);
		invalidation.run();
		invalidated(key, version, System.nanoTime());
	}

	void invalidated(int key, long version, long returned) {
		this.changes.getAndUpdate(key, (before) -> new Change(version, returned,
				(before != null) ? Math.max(version, before.newest) : version, before));
	}

	/**
	 * Takes down a read.
	 * @param key the key
	 * @param version the version it gave
	 * @param began the time it began
	 */
	void read(int key, long version, long began) {
		long staleness = 0;
		for (Change change = this.changes.get(key); change != null && change.newest > version; change = change.before) {
			if (change.version > version) {
				staleness = Math.max(staleness, began - change.returned);
			}
		}
		if (staleness > 0) {
			this.stale.incrementAndGet();
			this.worst.accumulate(staleness);
		}
	}

	/**
	 * Counts anew.
	 */
	void forgetReads() {
		this.stale.set(0);
		this.worst.reset();
	}

	/**
	 * How many reads were stale.
	 */
	long staleReads() {
		return this.stale.get();
	}

	/**
	 * How stale the stalest was, in ns.
	 */
	long worstStaleness() {
		return this.worst.get();
	}

	/**
	 * A change whose invalidation has returned.
	 *
	 * @param version the version that it made
	 * @param returned when its invalidation returned
	 * @param newest the newest version of this change and those before it: who has read
	 * that need not look at them
	 * @param before the change that returned before it
	 */
	private record Change(long version, long returned, long newest, @Nullable Change before) {

	}

}
