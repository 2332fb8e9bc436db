package io.github.taggedcache.core.name;

/**
 * Escapes the four characters that have a meaning in keys of the store and in names of
 * the log: braces, colon and percent sign. So no two names give one key.
 */
public final class Escaping {

	private Escaping() {
	}

	/**
	 * Escapes one part of a key.
	 * @param part the part
	 * @return text without braces and colons; different for different parts
	 */
	public static String escape(String part) {
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
	 * @param escaped the escaped part
	 * @return the part
	 * @throws IllegalArgumentException if no part is escaped like this
	 */
	public static String unescape(String escaped) {
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

	private static boolean isSpecial(char c) {
		return c == '{' || c == '}' || c == ':' || c == '%';
	}

}
