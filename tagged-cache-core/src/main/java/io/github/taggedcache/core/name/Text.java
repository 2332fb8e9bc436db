package io.github.taggedcache.core.name;

/**
 * Rules that all names share.
 */
final class Text {

	private static final int SHOWN = 60;

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

	private static boolean isSpecial(char c) {
		return c == '{' || c == '}' || c == ':' || c == '%';
	}

	static String requireStructural(String kind, String name) {
		if (name.isBlank()) {
			throw new IllegalArgumentException("The " + kind + " name must not be empty");
		}
		if (name.indexOf('{') >= 0 || name.indexOf('}') >= 0 || name.indexOf(':') >= 0) {
			throw new IllegalArgumentException("The " + kind + " name '" + abbreviate(name)
					+ "' must not contain '{', '}' or ':', which have a meaning in the keys of the store");
		}
		if (!hasUtf8Form(name)) {
			throw new IllegalArgumentException(
					"The " + kind + " name '" + abbreviate(name) + "' contains an unpaired surrogate");
		}
		return name;
	}

}
