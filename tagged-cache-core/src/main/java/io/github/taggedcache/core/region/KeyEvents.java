package io.github.taggedcache.core.region;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Appended;

/**
 * What the slices of an append of key events did to each key.
 */
final class KeyEvents {

	private final Map<EntryKey, Long> before = new HashMap<>();

	private final Map<EntryKey, Long> versions = new HashMap<>();

	private final Set<EntryKey> complete = new HashSet<>();

	KeyEvents(List<EntryKey> keys, List<Appended> slices) {
		int next = 0;
		for (Appended slice : slices) {
			for (long bucket : slice.before()) {
				EntryKey key = keys.get(next++);
				this.before.put(key, bucket);
				this.versions.put(key, slice.version());
				if (slice.isComplete()) {
					this.complete.add(key);
				}
			}
		}
		if (next != keys.size()) {
			throw new IllegalStateException(keys.size() + " keys were sent, " + next + " answered");
		}
	}

	/**
	 * The newest event of the key before ours, or that of its bucket if the node does not
	 * know.
	 */
	long before(EntryKey key) {
		return valueOf(this.before, key);
	}

	/**
	 * Whether the node knows everything that happened before our key event.
	 */
	boolean isComplete(EntryKey key) {
		return this.complete.contains(key);
	}

	/**
	 * The version of our key event.
	 */
	long version(EntryKey key) {
		return valueOf(this.versions, key);
	}

	private static long valueOf(Map<EntryKey, Long> values, EntryKey key) {
		Long value = values.get(key);
		if (value == null) {
			throw new IllegalArgumentException("No key event for " + key);
		}
		return value;
	}

}
