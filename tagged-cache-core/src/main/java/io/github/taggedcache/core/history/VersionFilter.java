package io.github.taggedcache.core.history;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;

/**
 * The newest version of all names that share a slot, by their hash. If the slot's version
 * is not newer than an entry, none of the entry's names has changed. If the slot's
 * version is newer, another name may have changed, and the names are looked up. The
 * filter forgets nothing. That costs a lookup, never a wrong verdict.
 * <p>
 * An entry keeps the slots of its names. The filter is one array of 128 kB, which the
 * processor's cache holds; the map of names is as large as the window.
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
			EntryKey dependency = TagName.keyOf(tags.get(i));
			slots[i + 1] = slot((dependency != null) ? dependency : tags.get(i));
		}
		return slots;
	}

	private static char slot(Object name) {
		// Similar texts have similar hashes: their middle bits are spread over all slots
		int hash = name.hashCode() * 0x9E3779B9;
		return (char) (hash >>> 18);
	}

	/**
	 * Takes note of a version of a name. One thread at a time.
	 */
	void raise(Object name, long version) {
		int slot = slot(name);
		if (this.newest.get(slot) < version) {
			this.newest.set(slot, version);
		}
	}

	/**
	 * Whether a name, or another one in its slot, has a version above this one.
	 */
	boolean mayExceed(Object name, long version) {
		return this.newest.get(slot(name)) > version;
	}

	/**
	 * Whether a name in one of the slots may have a version above this one.
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
