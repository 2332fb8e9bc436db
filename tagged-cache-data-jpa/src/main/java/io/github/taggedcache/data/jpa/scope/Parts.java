package io.github.taggedcache.data.jpa.scope;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands between the brackets of a scope, cut at the commas that are no part of an
 * expression.
 *
 * @param texts the parts
 * @param closed whether the closing bracket is the end
 */
record Parts(List<String> texts, boolean closed) {

	/**
	 * Cuts a text that begins behind the opening bracket.
	 */
	static Parts of(String text) {
		List<String> parts = new ArrayList<>();
		int begin = 0;
		int i = 0;
		while (i < text.length()) {
			char character = text.charAt(i);
			if (text.startsWith("#{", i)) {
				i = endOfExpression(text, i + 2);
			}
			else if (character == ',' || character == ']') {
				parts.add(text.substring(begin, i));
				begin = i + 1;
				if (character == ']') {
					return new Parts(parts, begin == text.length());
				}
			}
			i++;
		}
		parts.add(text.substring(Math.min(begin, text.length())));
		return new Parts(parts, false);
	}

	/**
	 * What stands outside of expressions.
	 */
	static String literal(String text) {
		StringBuilder literal = new StringBuilder();
		for (int i = 0; i < text.length(); i++) {
			if (text.startsWith("#{", i)) {
				i = endOfExpression(text, i + 2);
			}
			else {
				literal.append(text.charAt(i));
			}
		}
		return literal.toString();
	}

	/**
	 * The closing brace: one that no text and no inner pair holds.
	 */
	private static int endOfExpression(String text, int from) {
		int depth = 0;
		char quote = 0;
		for (int i = from; i < text.length(); i++) {
			char character = text.charAt(i);
			if (quote != 0) {
				quote = (character == quote) ? 0 : quote;
			}
			else if (character == '\'' || character == '"') {
				quote = character;
			}
			else if (character == '{') {
				depth++;
			}
			else if (character == '}' && depth-- == 0) {
				return i;
			}
		}
		return text.length();
	}

}
