package io.github.taggedcache.core.name;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Rules that all names share.
 */
final class Text {

	private static final int SHOWN = 60;

	private static final int HASH_BYTES = 4;

	private Text() {
	}

	static boolean hasUtf8Form(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (Character.isSurrogate(c)) {
				if (!Character.isHighSurrogate(c) || i + 1 == text.length()
						|| !Character.isLowSurrogate(text.charAt(i + 1))) {
					return false;
				}
				i++;
			}
		}
		return true;
	}

	static String abbreviate(String text) {
		return (text.length() <= SHOWN) ? text : text.substring(0, SHOWN) + "...";
	}

	/**
	 * Escapes what has a meaning in a key of the store, so that no two names give one key
	 * and none of them moves a key to another slot.
	 */
	static String escape(String part) {
		for (int i = 0; i < part.length(); i++) {
			if (isSpecial(part.charAt(i))) {
				return escapeFrom(part, i);
			}
		}
		return part;
	}

	private static String escapeFrom(String part, int start) {
		StringBuilder escaped = new StringBuilder(part.length() + 8).append(part, 0, start);
		for (int i = start; i < part.length(); i++) {
			char c = part.charAt(i);
			switch (c) {
				case '{' -> escaped.append("%7B");
				case '}' -> escaped.append("%7D");
				case ':' -> escaped.append("%3A");
				case '%' -> escaped.append("%25");
				default -> escaped.append(c);
			}
		}
		return escaped.toString();
	}

	/**
	 * The part that was escaped.
	 * @throws IllegalArgumentException if it is not what {@link #escape} gives
	 */
	static String unescape(String escaped) {
		if (escaped.indexOf('%') < 0) {
			return requireEscaped(escaped, escaped);
		}
		String part = escaped.replace("%7B", "{").replace("%7D", "}").replace("%3A", ":").replace("%25", "%");
		return requireEscaped(part, escaped);
	}

	private static String requireEscaped(String part, String escaped) {
		if (!escape(part).equals(escaped)) {
			throw new IllegalArgumentException("No name is escaped like this");
		}
		return part;
	}

	/**
	 * Stands for a text in messages that may not show it.
	 */
	static String shortHash(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	private static boolean isSpecial(char c) {
		return c == '{' || c == '}' || c == ':' || c == '%';
	}

	/**
	 * A namespace stands unescaped in the hash tag of its control keys.
	 */
	static String requireNamespace(String name) {
		if (name.indexOf('{') >= 0 || name.indexOf('}') >= 0 || name.indexOf(':') >= 0) {
			throw new IllegalArgumentException("The namespace name '" + abbreviate(name)
					+ "' must not contain '{', '}' or ':', which have a meaning in the keys of the store");
		}
		return requireName("namespace", name);
	}

	/**
	 * A region may have any name: it is escaped wherever characters have a meaning.
	 */
	static String requireRegion(String name) {
		return requireName("region", name);
	}

	private static String requireName(String kind, String name) {
		if (name.isBlank()) {
			throw new IllegalArgumentException("The " + kind + " name must not be empty");
		}
		if (!hasUtf8Form(name)) {
			throw new IllegalArgumentException(
					"The " + kind + " name '" + abbreviate(name) + "' contains an unpaired surrogate");
		}
		return name;
	}

}
