package io.github.taggedcache.testsupport;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads replies of the RESP2 protocol from a stream.
 */
final class RespReader {

	private final InputStream in;

	RespReader(InputStream in) {
		this.in = new BufferedInputStream(in);
	}

	/**
	 * The next reply. An error is returned as a {@link RedisReplyException}, also inside
	 * an array, and thrown by nobody here.
	 */
	@Nullable Object read() throws IOException {
		int type = this.in.read();
		return switch (type) {
			case '+' -> readLine();
			case '-' -> new RedisReplyException(readLine());
			case ':' -> Long.valueOf(readLine());
			case '$' -> readBulk(Integer.parseInt(readLine()));
			case '*' -> readArray(Integer.parseInt(readLine()));
			case -1 -> throw new EOFException("Redis closed the connection");
			default -> throw new IOException("Not a RESP2 reply: it begins with byte " + type);
		};
	}

	private String readLine() throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		int next = this.in.read();
		while (next != '\r') {
			if (next == -1) {
				throw new EOFException("Redis closed the connection within a reply");
			}
			line.write(next);
			next = this.in.read();
		}
		readLineFeed();
		return line.toString(StandardCharsets.UTF_8);
	}

	private byte @Nullable [] readBulk(int length) throws IOException {
		if (length == -1) {
			return null;
		}
		byte[] bytes = this.in.readNBytes(length);
		if (bytes.length < length || this.in.read() != '\r') {
			throw new EOFException("Redis closed the connection within a reply");
		}
		readLineFeed();
		return bytes;
	}

	private @Nullable List<@Nullable Object> readArray(int length) throws IOException {
		if (length == -1) {
			return null;
		}
		List<@Nullable Object> elements = new ArrayList<>(length);
		for (int i = 0; i < length; i++) {
			elements.add(read());
		}
		return elements;
	}

	private void readLineFeed() throws IOException {
		if (this.in.read() != '\n') {
			throw new IOException("Not a RESP2 reply: a line does not end with CR LF");
		}
	}

}
