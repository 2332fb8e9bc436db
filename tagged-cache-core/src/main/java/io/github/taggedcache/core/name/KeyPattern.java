package io.github.taggedcache.core.name;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A pattern that texts of keys match: {@code *} stands for any characters, also none,
 * {@code ?} for exactly one, and a backslash takes the character behind it literally. All
 * other characters stand for themselves, brackets too: the texts of lists and records are
 * full of them. A character is a Unicode code point.
 * <p>
 * Matching takes O(length of the text x length of the pattern) at most, whatever the
 * pattern.
 */
public final class KeyPattern {

	/** Longest pattern, in characters. */
	public static final int MAX_LENGTH = 1024;

	/** Matches each text. */
	public static final KeyPattern ANY = of("*");

	/** Most literal pieces that a store is asked for. */
	private static final int MAX_PIECES = 5;

	private static final int MANY = -1;

	private static final int ONE = -2;

	/** Code points, {@link #ONE} and {@link #MANY}; never two {@link #MANY} in a row. */
	private final int[] parts;

	private KeyPattern(int[] parts) {
		this.parts = parts;
	}

	/**
	 * Reads a pattern.
	 * @param glob the pattern
	 * @return the pattern
	 * @throws IllegalArgumentException if the pattern is empty, longer than
	 * {@value #MAX_LENGTH} characters, ends with a backslash that takes nothing, or has
	 * no UTF-8 form
	 */
	public static KeyPattern of(String glob) {
		if (glob.isEmpty()) {
			throw new IllegalArgumentException("A pattern must not be empty; '*' matches every key");
		}
		if (glob.length() > MAX_LENGTH) {
			throw new IllegalArgumentException("A pattern has at most " + MAX_LENGTH + " characters, not "
					+ glob.length() + ": name a shorter part of the key, with '*' for the rest");
		}
		if (!Text.hasUtf8Form(glob)) {
			throw new IllegalArgumentException("The pattern contains an unpaired surrogate; use valid Unicode text");
		}
		return new KeyPattern(parts(glob.codePoints().toArray()));
	}

	private static int[] parts(int[] glob) {
		int[] parts = new int[glob.length];
		int size = 0;
		for (int i = 0; i < glob.length; i++) {
			switch (glob[i]) {
				case '*' -> {
					if (size == 0 || parts[size - 1] != MANY) {
						parts[size++] = MANY;
					}
				}
				case '?' -> {
					parts[size++] = ONE;
				}
				case '\\' -> {
					if (++i == glob.length) {
						throw new IllegalArgumentException(
								"The pattern ends with a backslash that takes nothing literally; write two of them");
					}
					parts[size++] = glob[i];
				}
				default -> {
					parts[size++] = glob[i];
				}
			}
		}
		return Arrays.copyOf(parts, size);
	}

	/**
	 * Whether a text matches as a whole.
	 * @param text the text
	 * @return whether it matches
	 */
	public boolean matches(String text) {
		int[] points = text.codePoints().toArray();
		int next = 0;
		int part = 0;
		int many = -1;
		int resume = 0;
		while (next < points.length) {
			if (part < this.parts.length && this.parts[part] == MANY) {
				many = part++;
				resume = next;
			}
			else if (part < this.parts.length && (this.parts[part] == ONE || this.parts[part] == points[next])) {
				part++;
				next++;
			}
			else if (many >= 0) {
				// The newest asterisk takes one character more
				part = many + 1;
				next = ++resume;
			}
			else {
				return false;
			}
		}
		while (part < this.parts.length && this.parts[part] == MANY) {
			part++;
		}
		return part == this.parts.length;
	}

	/**
	 * What the pattern says literally, in its order. Each text that matches contains
	 * these pieces one behind the other.
	 * @return the pieces between wildcards; an empty piece at the start or the end stands
	 * for a wildcard there
	 */
	public List<String> literals() {
		List<String> literals = new ArrayList<>();
		StringBuilder literal = new StringBuilder();
		boolean open = true;
		for (int part : this.parts) {
			if (part >= 0) {
				literal.appendCodePoint(part);
				open = true;
			}
			else if (open) {
				literals.add(literal.toString());
				literal.setLength(0);
				open = false;
			}
		}
		literals.add(literal.toString());
		return literals;
	}

	/**
	 * A pattern in the language of a store, which knows an asterisk for any characters.
	 * Matches at least what this pattern matches. It has few asterisks: many of them can
	 * take a server very long.
	 * @param escape makes a literal piece of a key of the store
	 * @return the pieces with asterisks between them
	 */
	public String broadened(UnaryOperator<String> escape) {
		List<String> pieces = literals();
		if (pieces.size() > MAX_PIECES) {
			String last = pieces.get(pieces.size() - 1);
			pieces = new ArrayList<>(pieces.subList(0, MAX_PIECES - 1));
			pieces.add(last);
		}
		return String.join("*", pieces.stream().map(escape).toList());
	}

	@Override
	public String toString() {
		StringBuilder glob = new StringBuilder();
		for (int part : this.parts) {
			switch (part) {
				case MANY -> glob.append('*');
				case ONE -> glob.append('?');
				case '*', '?', '\\' -> glob.append('\\').appendCodePoint(part);
				default -> glob.appendCodePoint(part);
			}
		}
		return glob.toString();
	}

}
