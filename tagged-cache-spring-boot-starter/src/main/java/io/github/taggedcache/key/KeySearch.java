package io.github.taggedcache.key;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.github.taggedcache.core.name.KeyPattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person looks for who types a pattern: keys whose canonical text matches, and
 * texts that match themselves, since the quotes around a text are easily forgotten.
 */
public final class KeySearch {

	private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"", Pattern.DOTALL);

	private static final Pattern ESCAPED = Pattern.compile("\\\\(.)", Pattern.DOTALL);

	private final KeyPattern exact;

	private final KeyPattern broad;

	private KeySearch(KeyPattern exact) {
		this.exact = exact;
		this.broad = broad(exact);
	}

	/**
	 * A search by a pattern.
	 * @param pattern the pattern
	 * @return the search
	 * @throws IllegalArgumentException if the pattern is not valid
	 */
	public static KeySearch of(String pattern) {
		return new KeySearch(KeyPattern.of(pattern));
	}

	/**
	 * Canonical texts that match this, and others, are looked for. In a canonical text a
	 * quote or backslash may have another backslash in front of it.
	 */
	private static KeyPattern broad(KeyPattern exact) {
		List<String> pieces = new ArrayList<>();
		exact.literals().forEach((literal) -> pieces.addAll(List.of(literal.split("[\"\\\\]", -1))));
		String inside = String.join("*", pieces.stream().map(KeySearch::literally).toList());
		String glob = '*' + inside + '*';
		return (glob.length() <= KeyPattern.MAX_LENGTH) ? KeyPattern.of(glob) : KeyPattern.ANY;
	}

	private static String literally(String piece) {
		return piece.replaceAll("[*?\\\\]", "\\\\$0");
	}

	/**
	 * What a store is to be asked for.
	 * @return a pattern that the canonical texts of all keys match that are looked for
	 */
	public KeyPattern pattern() {
		return this.broad;
	}

	/**
	 * Whether a key is looked for.
	 * @param canonical the canonical text of the key
	 * @return whether it is
	 */
	public boolean matches(String canonical) {
		String text = text(canonical);
		return this.exact.matches(canonical) || (text != null && this.exact.matches(text));
	}

	/**
	 * The text that a canonical text stands for, or null if it stands for something else.
	 */
	private static @Nullable String text(String canonical) {
		return QUOTED.matcher(canonical).matches()
				? ESCAPED.matcher(canonical.substring(1, canonical.length() - 1)).replaceAll("$1") : null;
	}

}
