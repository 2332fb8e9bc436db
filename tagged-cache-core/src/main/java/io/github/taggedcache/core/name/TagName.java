package io.github.taggedcache.core.name;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * What a tag may be: not empty, not starting with the reserved prefix {@code ~}, at most
 * {@value #MAX_BYTES} bytes of UTF-8, and text that has a UTF-8 form. Everything else is
 * allowed in a tag: spaces, colons, braces, globs, any Unicode.
 * <p>
 * Tags with the reserved prefix are the implicit ones: {@code ~} stands for the whole
 * namespace and {@code ~articles} for the region {@code articles}. Every entry carries
 * both, so that clearing a region or everything is an invalidation like any other. Among
 * the tags of an entry stand also the names of the keys that its value was made from,
 * {@code ~:articles:42}.
 */
public final class TagName {

	/** Tag that every entry of the namespace carries. */
	public static final String NAMESPACE = "~";

	/** Longest tag, in bytes of UTF-8. */
	public static final int MAX_BYTES = 10_240;

	private static final char RESERVED = '~';

	/** No implicit tag of a region begins with this. */
	private static final String KEY = "~:";

	/** Length of a prefix with one escaped character. */
	private static final int ESCAPED = 4;

	private TagName() {
	}

	/**
	 * Checks a tag.
	 * @param tag the tag
	 * @return the tag
	 * @throws IllegalArgumentException if the text is not a valid tag; the message says
	 * why
	 */
	public static String require(String tag) {
		if (tag.isEmpty()) {
			throw new IllegalArgumentException("A tag must not be empty");
		}
		if (tag.charAt(0) == RESERVED) {
			throw new IllegalArgumentException(
					"Tag '" + Text.abbreviate(tag) + "' must not start with '~', which is reserved for implicit tags");
		}
		if (!Text.hasUtf8Form(tag)) {
			throw new IllegalArgumentException("Tag '" + Text.abbreviate(tag)
					+ "' contains an unpaired surrogate and so has no UTF-8 form; use valid Unicode text");
		}
		if (tag.length() * 3 > MAX_BYTES && tag.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
			throw new IllegalArgumentException("Tag '" + Text.abbreviate(tag) + "' is longer than " + MAX_BYTES
					+ " bytes of UTF-8; use a shorter one, for example a hash of it");
		}
		return tag;
	}

	/**
	 * The implicit tag of a region.
	 * @param region the name of the region
	 * @return the tag that all entries of the region carry
	 */
	public static String ofRegion(String region) {
		char first = region.charAt(0);
		return (first != ':' && first != '%') ? RESERVED + region
				: RESERVED + Escaping.escape(region.substring(0, 1)) + region.substring(1);
	}

	/**
	 * The region that an implicit tag stands for.
	 * @param tag the implicit tag of a region
	 * @return the name of the region
	 */
	public static String regionOf(String tag) {
		return (tag.startsWith("~%")) ? Escaping.unescape(tag.substring(1, ESCAPED)) + tag.substring(ESCAPED)
				: tag.substring(1);
	}

	/**
	 * The name that an entry carries which was made from the value of a key: a put or
	 * evict of that key reaches the entry. It stands among the tags of the entry and is
	 * none: its version is that of the newest event of the key.
	 * @param key the key
	 * @return the name of the dependency; no tag and no other key has it
	 */
	public static String ofKey(EntryKey key) {
		return KEY + key.logName();
	}

	/**
	 * The key that a dependency names.
	 * @param name a tag, or the name of a dependency
	 * @return the key; null if the name is a tag
	 */
	public static @Nullable EntryKey keyOf(String name) {
		if (!name.startsWith(KEY)) {
			return null;
		}
		try {
			return EntryKey.ofLogName(name.substring(KEY.length()));
		}
		catch (IllegalArgumentException ex) {
			// Nobody has made such a name. As a tag it is one that nobody invalidates
			return null;
		}
	}

	/**
	 * Whether a tag is an implicit one, of a region or of the namespace.
	 * @param tag a tag
	 * @return whether it has the reserved prefix
	 */
	public static boolean isImplicit(String tag) {
		return !tag.isEmpty() && tag.charAt(0) == RESERVED;
	}

}
