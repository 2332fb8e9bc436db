package io.github.taggedcache.core.name;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

/**
 * The key of one entry: its region, the canonical text of the key, and the number of the
 * key bucket that remembers its key events. Two are equal if region and text are: tags
 * and key events are judged apart from the form.
 *
 * @param region the name of the region
 * @param text the canonical text of the key
 * @param bucket CRC-32C of the text's UTF-8 form, modulo {@value #BUCKETS}; the same on
 * every node
 * @param source what the text was made of, if that is immutable, and equal to another
 * source exactly where the texts are equal; null if it is not, or not known
 * @param form what tells entries of types of another structure apart in the store; empty
 * for types without structure
 */
public record EntryKey(String region, String text, int bucket, @Nullable Object source, String form) {

	/** Number of key buckets of a region. */
	public static final int BUCKETS = 16384;

	public EntryKey {
		Text.requireRegion(region);
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
		return of(region, text, null);
	}

	/**
	 * The key for a text of a region.
	 * @param region the name of the region
	 * @param text the canonical text of the key
	 * @param source what the text was made of, where that serves as well on this node
	 * @return the key
	 * @throws IllegalArgumentException if the text has no UTF-8 form
	 */
	public static EntryKey of(String region, String text, @Nullable Object source) {
		if (!Text.hasUtf8Form(text)) {
			throw new IllegalArgumentException("A key of region '" + region
					+ "' contains an unpaired surrogate and so has no UTF-8 form; use valid Unicode text");
		}
		CRC32C checksum = new CRC32C();
		checksum.update(text.getBytes(StandardCharsets.UTF_8));
		return new EntryKey(region, text, (int) (checksum.getValue() % BUCKETS), source, "");
	}

	/**
	 * The same key for entries of a type.
	 * @param form the form of the type
	 * @return the key, equal to this one
	 */
	public EntryKey as(String form) {
		return form.equals(this.form) ? this : new EntryKey(this.region, this.text, this.bucket, this.source, form);
	}

	/**
	 * The name of this key in the invalidation log.
	 * @return the escaped region, a colon and the text; an escaped region contains no
	 * colon, so no two keys have one name
	 */
	public String logName() {
		return Escaping.escape(this.region) + ':' + this.text;
	}

	/**
	 * The key that has a name in the invalidation log.
	 * @param name the name
	 * @return the key
	 * @throws IllegalArgumentException if no key has this name
	 */
	public static EntryKey ofLogName(String name) {
		int colon = name.indexOf(':');
		if (colon < 0) {
			throw new IllegalArgumentException("The name of a key in the log has a region and a text");
		}
		return of(Escaping.unescape(name.substring(0, colon)), name.substring(colon + 1));
	}

	/**
	 * What stands for this key within one region on this node.
	 * @return the source, or this key where there is none
	 */
	public Object local() {
		return (this.source != null) ? this.source : this;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof EntryKey key && this.text.equals(key.text) && this.region.equals(key.region);
	}

	@Override
	public int hashCode() {
		return 31 * this.region.hashCode() + this.text.hashCode();
	}

	/**
	 * What stands for the text where that may not be shown.
	 * @return a number sign and the first eight hexadecimal digits of the SHA-256 of the
	 * text
	 */
	public String shortHash() {
		return '#' + Text.shortHash(this.text);
	}

	/**
	 * The region and the {@link #shortHash() hash} of the text. Keys may be secrets (a
	 * token, a mail address), and messages end up in logs.
	 */
	@Override
	public String toString() {
		return "key " + shortHash() + " of region '" + this.region + "'";
	}

}
