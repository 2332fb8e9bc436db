package io.github.taggedcache.core.history;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

import io.github.taggedcache.core.name.EntryKey;

/**
 * The newest version of all names with the same hash. Where that is not newer than an
 * entry, no name of the entry is, and nobody need look for them; where it is, it may have
 * been another name. It forgets nothing, which costs a look.
 * <p>
 * An entry keeps the slots of its names. A look at them is some reads of an array that
 * the processor's cache holds (128 kB), where a look at the names would be as many
 * lookups in a map of all the invalidations that the log holds.
 */
final class VersionFilter {

	private static final int SLOTS = 1 << 14;

	private final AtomicLongArray newest = new AtomicLongArray(SLOTS);

	/**
	 * The slots of an entry.
	 * @param key its key
	 * @param tags its tags
	 * @return a number below {@value #SLOTS} for each name
	 */
	static char[] slots(EntryKey key, List<String> tags) {
		char[] slots = new char[tags.size() + 1];
		slots[0] = slot(key);
		for (int i = 0; i < tags.size(); i++) {
			slots[i + 1] = slot(tags.get(i));
		}
		return slots;
	}

	private static char slot(Object name) {
		// Similar texts have similar hashes: their middle bits are spread over all slots
		int hash = name.hashCode() * 0x9E3779B9;
		return (char) (hash >>> 18);
	}

	/**
	 * Takes note of a version of a name. By one thread at a time.
	 */
	void raise(Object name, long version) {
		int slot = slot(name);
		if (this.newest.get(slot) < version) {
			this.newest.set(slot, version);
		}
	}

	/**
	 * Whether a name with one of the slots may have a version above this one.
	 */
	boolean mayExceed(char[] slots, long version) {
		for (char slot : slots) {
			if (this.newest.get(slot) > version) {
				return true;
			}
		}
		return false;
	}

}
