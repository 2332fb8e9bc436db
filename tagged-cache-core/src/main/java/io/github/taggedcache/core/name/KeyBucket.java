package io.github.taggedcache.core.name;

/**
 * What the store remembers instead of each key: the newest key event of all keys of a
 * region with the same hash.
 *
 * @param region the name of the region
 * @param number its number, below {@value EntryKey#BUCKETS}
 */
public record KeyBucket(String region, int number) {

	/**
	 * The bucket of a key.
	 * @param key the key
	 * @return its bucket
	 */
	public static KeyBucket of(EntryKey key) {
		return new KeyBucket(key.region(), key.bucket());
	}

}
