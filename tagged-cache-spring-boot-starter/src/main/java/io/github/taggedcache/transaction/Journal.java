package io.github.taggedcache.transaction;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.transaction.Change.Put;
import io.github.taggedcache.transaction.Change.Store;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction does to the caches at its commit, in the order in which it was said.
 * What was said after a savepoint goes when the transaction is rolled back to it. Memory
 * is bounded: of more than 1,000 values further ones are not kept. Not safe for threads.
 */
final class Journal {

	/** Most values that wait for the commit. */
	private static final int MAX_VALUES = 1000;

	private final List<Change> changes = new ArrayList<>();

	private final DirtyNames dirty = new DirtyNames();

	private int values;

	private @Nullable IdentityHashMap<Object, Integer> savepoints;

	/**
	 * Adds a change. A value for which there is no room is evicted if it was put, and not
	 * stored if it was loaded.
	 */
	void add(Change change) {
		boolean isFull = this.values >= MAX_VALUES;
		if (change instanceof Put put && isFull) {
			add(put.eviction());
			return;
		}
		if (change instanceof Store && isFull) {
			return;
		}
		this.values += isValue(change) ? 1 : 0;
		this.changes.add(change);
		change.mark(this.dirty);
	}

	private static boolean isValue(Change change) {
		return change instanceof Put || change instanceof Store;
	}

	boolean isDirty() {
		return !this.dirty.isEmpty();
	}

	boolean isDirty(EntryKey key, Collection<String> tags) {
		return this.dirty.contains(key, tags);
	}

	/**
	 * What is to be done for all of it.
	 */
	Plan plan() {
		return Plan.of(this.changes, this.dirty);
	}

	void setSavepoint(Object savepoint) {
		if (this.savepoints == null) {
			this.savepoints = new IdentityHashMap<>();
		}
		this.savepoints.put(savepoint, this.changes.size());
	}

	/**
	 * Forgets what was said after a savepoint. If the savepoint is not known, all
	 * invalidations are kept and no value is: to invalidate too much is safe.
	 */
	void rollBackTo(Object savepoint) {
		Integer size = (this.savepoints != null) ? this.savepoints.get(savepoint) : null;
		if (size != null) {
			this.changes.subList(size, this.changes.size()).clear();
		}
		else {
			this.changes.removeIf(Store.class::isInstance);
			this.changes.replaceAll((change) -> (change instanceof Put put) ? put.eviction() : change);
		}
		this.values = (int) this.changes.stream().filter(Journal::isValue).count();
		this.dirty.clear();
		this.changes.forEach((change) -> change.mark(this.dirty));
	}

}
