package io.github.taggedcache.benchmarks.report;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Text in lines of at most 120 columns, as all documents have it.
 */
final class Paragraphs {

	private static final int COLUMNS = 120;

	private Paragraphs() {
	}

	static String wrap(String text) {
		return Arrays.stream(text.split("\n\n", -1)).map(Paragraphs::wrapOne).collect(Collectors.joining("\n\n"));
	}

	private static String wrapOne(String paragraph) {
		StringBuilder wrapped = new StringBuilder();
		int column = 0;
		for (String word : paragraph.strip().split("\\s+", -1)) {
			boolean fits = column + 1 + word.length() <= COLUMNS;
			if (column > 0) {
				wrapped.append(fits ? ' ' : '\n');
			}
			column = (column > 0 && fits) ? column + 1 + word.length() : word.length();
			wrapped.append(word);
		}
		return wrapped.toString();
	}

}
