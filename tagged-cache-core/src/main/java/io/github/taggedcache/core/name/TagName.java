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
 * <p>
 * The characters behind the prefix tell the kinds of such tags apart, so no two of them
 * are equal: <pre>
 * ~                        the whole namespace             implicit
 * ~articles                the region "articles"           implicit
 * ~~~articles              the region "~articles"          implicit
 * ~:articles:42            the key 42 of the region "articles"
 * ~~m:com.acme.Shop/find   the methods "find" of a class
 * ~~t:acme:author:42       the tag "author:42" of the tenant "acme"
 * </pre> No name of a class or method contains a slash, and the name of the tenant is
 * escaped: so the boundaries are exact.
 */
public final class TagName {

	/** Tag that every entry of the namespace carries. */
	public static final String NAMESPACE = "~";

	/** Longest tag, in bytes of UTF-8. */
	public static final int MAX_BYTES = 10_240;

	private static final char RESERVED = '~';

	/** No implicit tag of a region begins with this. */
	private static final String KEY = "~:";

	private static final String OF_METHOD = "~~m:";

	private static final String OF_TENANT = "~~t:";

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
		return requireText(tag);
	}

	private static String requireText(String tag) {
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
	 * Checks a tag that an entry carries beside the implicit ones: of the application, of
	 * a method, or of a tenant.
	 * @param tag the tag
	 * @return the tag
	 * @throws IllegalArgumentException if the text is none of these; the message says why
	 */
	public static String requireCarried(String tag) {
		return isOfMethodOrTenant(tag) ? requireText(tag) : require(tag);
	}

	private static boolean isOfMethodOrTenant(String tag) {
		return tag.startsWith(OF_METHOD) || tag.startsWith(OF_TENANT);
	}

	/**
	 * The implicit tag of a region.
	 * @param region the name of the region
	 * @return the tag that all entries of the region carry
	 */
	public static String ofRegion(String region) {
		char first = region.charAt(0);
		if (first == RESERVED) {
			return "~~" + region;
		}
		return (first != ':' && first != '%') ? RESERVED + region
				: RESERVED + Escaping.escape(region.substring(0, 1)) + region.substring(1);
	}

	/**
	 * The region that an implicit tag stands for.
	 * @param tag the implicit tag of a region
	 * @return the name of the region
	 */
	public static String regionOf(String tag) {
		if (tag.startsWith("~~")) {
			return tag.substring(2);
		}
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
	 * The tag of what the methods of one name return.
	 * @param type the binary name of the class
	 * @param method the name of the methods, whatever their parameters
	 * @return a tag that no application can name
	 */
	public static String ofMethod(String type, String method) {
		return OF_METHOD + type + '/' + method;
	}

	/**
	 * The tag of one tenant.
	 * @param tenant the name of the tenant
	 * @param tag the tag as the application names it
	 * @return a tag that no application can name, and that no other tenant has
	 * @throws IllegalArgumentException if both together are too long
	 */
	public static String ofTenant(String tenant, String tag) {
		return requireText(OF_TENANT + Escaping.escape(tenant) + ':' + tag);
	}

	/**
	 * Whether a tag is an implicit one, of a region or of the namespace.
	 * @param tag a tag
	 * @return whether it has the reserved prefix, and is not that of a method or tenant
	 */
	public static boolean isImplicit(String tag) {
		return !tag.isEmpty() && tag.charAt(0) == RESERVED && !isOfMethodOrTenant(tag);
	}

}
