package io.github.taggedcache.key;

/**
 * Text between quotes, and names that need none.
 */
final class QuotedText {

	private QuotedText() {
	}

	static void append(StringBuilder target, String text, char quote) {
		target.append(quote);
		int copied = 0;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == quote || c == '\\') {
				target.append(text, copied, i).append('\\');
				copied = i;
			}
			else if (Character.isSurrogate(c)) {
				if (!isPair(text, i)) {
					throw UnsupportedKeys.surrogate(text, i);
				}
				i++;
			}
		}
		target.append(text, copied, text.length()).append(quote);
	}

	private static boolean isPair(String text, int index) {
		return index + 1 < text.length() && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
	}

	/**
	 * Return the name of a class, quoted where it could be taken for something else.
	 * @param type the class
	 * @return its binary name
	 */
	static String nameOf(Class<?> type) {
		// The words of the grammar have no dot, so a plain name must have one
		boolean plain = !type.getPackageName().isEmpty();
		return name(type.getName(), plain);
	}

	/**
	 * Return the name of a member, quoted if it is no Java identifier: other languages
	 * allow nearly any character.
	 * @param member the name
	 * @return the name
	 */
	static String name(String member) {
		return name(member, true);
	}

	private static String name(String name, boolean plain) {
		if (plain && name.chars().allMatch((c) -> c == '.' || Character.isJavaIdentifierPart((char) c))) {
			return name;
		}
		StringBuilder quoted = new StringBuilder();
		append(quoted, name, '"');
		return quoted.toString();
	}

}
