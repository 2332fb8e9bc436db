package io.github.taggedcache.core.near;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Remembers which keys had entries that expired, so that a miss can be told to be one of
 * an expired entry after the near cache has forgotten the entry itself. Takes
 * {@value #SLOTS} slots of four bytes, whatever the number of keys: a newer key takes the
 * place of an older one, and of two keys with the same hash nobody can tell which it was.
 * Only the reason of a miss depends on the answer. Thread safe.
 */
final class ExpiredKeys {

	private static final int SLOTS = 4096;

	private static final int EMPTY = 0;

	private final AtomicIntegerArray slots = new AtomicIntegerArray(SLOTS);

	void add(Object key) {
		int hash = hash(key);
		this.slots.set(slot(hash), hash);
	}

	/**
	 * Forgets a key, which has an entry again.
	 */
	void remove(Object key) {
		int hash = hash(key);
		if (this.slots.getPlain(slot(hash)) == hash) {
			this.slots.compareAndSet(slot(hash), hash, EMPTY);
		}
	}

	boolean contains(Object key) {
		int hash = hash(key);
		return this.slots.get(slot(hash)) == hash;
	}

	/**
	 * Hashes of keys are often small numbers: all bits are to depend on all of them.
	 */
	private static int hash(Object key) {
		int hash = key.hashCode() * 0x9E3779B9;
		hash ^= hash >>> 15;
		hash *= 0x85EBCA6B;
		hash ^= hash >>> 13;
		return (hash != EMPTY) ? hash : 1;
	}

	private static int slot(int hash) {
		return hash & (SLOTS - 1);
	}

}
