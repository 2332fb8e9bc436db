package io.github.taggedcache.core.name;

/**
 * Where an entry lies: two entries of one key in different forms lie apart.
 *
 * @param key the key
 * @param form the form of the entry
 */
public record EntryPlace(EntryKey key, String form) {

	/**
	 * The place of an entry.
	 * @param key its key, in its form
	 * @return the place
	 */
	public static EntryPlace of(EntryKey key) {
		return new EntryPlace(key, key.form());
	}

}
