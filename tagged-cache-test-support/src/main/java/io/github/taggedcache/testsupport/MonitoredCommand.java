package io.github.taggedcache.testsupport;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A command as {@code MONITOR} showed it.
 *
 * @param client the client's address, {@code host:port}, or {@code lua} for a command
 * that a script ran
 * @param name the command's name in upper case
 * @param arguments what follows the name, as UTF-8; bytes that are none are replaced
 */
public record MonitoredCommand(String client, String name, List<String> arguments) {

	private static final String SCRIPT = "lua";

	public MonitoredCommand {
		arguments = List.copyOf(arguments);
	}

	/**
	 * Whether a Lua script ran the command, and no client sent it.
	 */
	public boolean fromScript() {
		return this.client.equals(SCRIPT);
	}

	boolean isEchoOf(String message) {
		return this.name.equals("ECHO") && this.arguments.equals(List.of(message));
	}

	/**
	 * Reads a line such as
	 * {@code 1700000000.000001 [0 127.0.0.1:50000] "set" "a \"key\"" "\x00"}.
	 */
	static MonitoredCommand parse(String line) {
		// The address may hold brackets of its own (IPv6), but no blank
		int addressEnd = line.indexOf("] ");
		int addressStart = line.indexOf(' ', line.indexOf('[')) + 1;
		if (addressStart <= 0 || addressEnd < addressStart) {
			throw new IllegalArgumentException("Not a line of MONITOR: " + line);
		}
		List<String> words = new ArrayList<>();
		int position = line.indexOf('"', addressEnd);
		while (position != -1) {
			ByteArrayOutputStream word = new ByteArrayOutputStream();
			position = readQuoted(line, position + 1, word);
			words.add(word.toString(StandardCharsets.UTF_8));
			position = line.indexOf('"', position);
		}
		if (words.isEmpty()) {
			throw new IllegalArgumentException("Not a line of MONITOR: " + line);
		}
		return new MonitoredCommand(line.substring(addressStart, addressEnd), words.get(0).toUpperCase(Locale.ROOT),
				words.subList(1, words.size()));
	}

	/**
	 * Reads up to the closing quote and returns the index after it.
	 */
	private static int readQuoted(String line, int start, ByteArrayOutputStream word) {
		int i = start;
		while (line.charAt(i) != '"') {
			if (line.charAt(i) != '\\') {
				word.write(line.charAt(i));
				i++;
			}
			else if (line.charAt(i + 1) == 'x') {
				word.write(Integer.parseInt(line.substring(i + 2, i + 4), 16));
				i += 4;
			}
			else {
				word.write(unescaped(line.charAt(i + 1)));
				i += 2;
			}
		}
		return i + 1;
	}

	private static char unescaped(char escaped) {
		return switch (escaped) {
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 't' -> '\t';
			case 'a' -> '\u0007';
			case 'b' -> '\b';
			default -> escaped;
		};
	}

}
