package io.github.taggedcache.core.name;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The key of one entry: its region, the canonical text of the key, and the number of the
 * key bucket that remembers its key events.
 *
 * @param region the name of the region
 * @param text the canonical text of the key
 * @param bucket CRC-32C of the text's UTF-8 form, modulo {@value #BUCKETS}; the same on
 * every node
 */
public record EntryKey(String region, String text, int bucket) {

	/** Number of key buckets of a region. */
	public static final int BUCKETS = 16384;

	public EntryKey {
		Text.requireStructural("region", region);
		if (bucket < 0 || bucket >= BUCKETS) {
			throw new IllegalArgumentException("No bucket has the number " + bucket);
		}
	}

	/**
	 * The key for a text of a region.
	 * @param region the name of the region
	 * @param text the canonical text of the key
	 * @return the key
	 * @throws IllegalArgumentException if the text has no UTF-8 form
	 */
	public static EntryKey of(String region, String text) {
		if (!Text.hasUtf8Form(text)) {
			throw new IllegalArgumentException("Key '" + Text.abbreviate(text) + "' of region '" + region
					+ "' contains an unpaired surrogate and so has no UTF-8 form; use valid Unicode text");
		}
		CRC32C checksum = new CRC32C();
		checksum.update(text.getBytes(StandardCharsets.UTF_8));
		return new EntryKey(region, text, (int) (checksum.getValue() % BUCKETS));
	}

	/**
	 * The name of this key in the invalidation log.
	 * @return region and text; a region contains no colon, so no two keys have one name
	 */
	public String logName() {
		return this.region + ':' + this.text;
	}

}
