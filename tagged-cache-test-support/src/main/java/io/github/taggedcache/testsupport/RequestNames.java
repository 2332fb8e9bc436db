package io.github.taggedcache.testsupport;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds the names of the commands in what a client sends, however the bytes are cut into
 * pieces.
 */
final class RequestNames {

	private static final int LINE_END = 2;

	private final ByteArrayOutputStream text = new ByteArrayOutputStream();

	private int argumentsLeft;

	private int bytesLeft;

	private boolean atName;

	/**
	 * Takes the next piece and returns the names that it completes, in upper case.
	 */
	List<String> read(byte[] bytes, int length) {
		List<String> names = new ArrayList<>();
		for (int i = 0; i < length; i++) {
			if (this.bytesLeft > 0) {
				readArgument(bytes[i], names);
			}
			else if (bytes[i] == '\n') {
				readHeader(takeText());
			}
			else if (bytes[i] != '\r') {
				this.text.write(bytes[i]);
			}
		}
		return names;
	}

	private void readArgument(byte next, List<String> names) {
		this.bytesLeft--;
		if (this.atName && this.bytesLeft >= LINE_END) {
			this.text.write(next);
		}
		if (this.bytesLeft == 0) {
			this.argumentsLeft--;
			if (this.atName) {
				this.atName = false;
				names.add(takeText().toUpperCase(Locale.ROOT));
			}
		}
	}

	private void readHeader(String line) {
		if (line.startsWith("*")) {
			this.argumentsLeft = Integer.parseInt(line.substring(1));
			this.atName = true;
		}
		else if (line.startsWith("$") && this.argumentsLeft > 0) {
			this.bytesLeft = Integer.parseInt(line.substring(1)) + LINE_END;
		}
		else {
			throw new IllegalStateException("Not a RESP request: " + line);
		}
	}

	private String takeText() {
		String taken = this.text.toString(StandardCharsets.UTF_8);
		this.text.reset();
		return taken;
	}

}
