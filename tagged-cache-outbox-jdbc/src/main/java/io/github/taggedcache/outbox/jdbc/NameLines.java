package io.github.taggedcache.outbox.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Names as the text of a row: one name a line. All but printable ASCII is written as
 * percent signs and hexadecimal digits, so that any character set of a database keeps it.
 */
final class NameLines {

	/** Most characters of a row, unless one name alone is longer. */
	static final int MAX_LENGTH = 32_000;

	private static final String DIGITS = "0123456789ABCDEF";

	private NameLines() {
	}

	/**
	 * Writes names into as few rows as their bound allows, in order.
	 */
	static List<String> write(Collection<String> names) {
		List<String> rows = new ArrayList<>();
		StringBuilder row = new StringBuilder();
		for (String name : names) {
			String line = encode(name, false);
			if (!row.isEmpty() && row.length() + 1 + line.length() > MAX_LENGTH) {
				rows.add(row.toString());
				row.setLength(0);
			}
			if (!row.isEmpty()) {
				row.append('\n');
			}
			row.append(line);
		}
		if (!row.isEmpty()) {
			rows.add(row.toString());
		}
		return rows;
	}

	/**
	 * Reads the names of a row.
	 * @throws IllegalArgumentException if the text is not what {@link #write} writes
	 */
	static List<String> read(String row) {
		return row.lines().map(NameLines::decode).toList();
	}

	/**
	 * Writes a name that is looked for. Upper case is encoded as well, because databases
	 * may ignore case where they compare.
	 */
	static String forComparison(String name) {
		return encode(name, true);
	}

	private static String encode(String name, boolean upperCase) {
		StringBuilder encoded = new StringBuilder(name.length() + 8);
		for (byte one : name.getBytes(StandardCharsets.UTF_8)) {
			boolean plain = one > ' ' && one < 0x7F && one != '%' && !(upperCase && one >= 'A' && one <= 'Z');
			if (plain) {
				encoded.append((char) one);
			}
			else {
				encoded.append('%').append(DIGITS.charAt((one >> 4) & 0xF)).append(DIGITS.charAt(one & 0xF));
			}
		}
		return encoded.toString();
	}

	private static String decode(String line) {
		ByteBuffer bytes = ByteBuffer.allocate(line.length());
		for (int i = 0; i < line.length(); i++) {
			char c = line.charAt(i);
			if (c != '%') {
				requirePlain(c);
				bytes.put((byte) c);
			}
			else {
				bytes.put((byte) (digit(line, i + 1) << 4 | digit(line, i + 2)));
				i += 2;
			}
		}
		bytes.flip();
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
		}
		catch (CharacterCodingException ex) {
			throw new IllegalArgumentException("A name is no UTF-8", ex);
		}
	}

	private static void requirePlain(char c) {
		if (c <= ' ' || c >= 0x7F) {
			throw new IllegalArgumentException("A name has a character that is not encoded");
		}
	}

	private static int digit(String line, int index) {
		int digit = (index < line.length()) ? DIGITS.indexOf(line.charAt(index)) : -1;
		if (digit < 0) {
			throw new IllegalArgumentException("A name ends within an encoded character");
		}
		return digit;
	}

}
