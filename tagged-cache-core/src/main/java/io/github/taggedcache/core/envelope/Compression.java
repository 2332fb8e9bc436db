package io.github.taggedcache.core.envelope;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;

/**
 * Deflates payloads from a threshold on.
 *
 * @param threshold smallest payload that is compressed, in bytes; negative means none
 */
public record Compression(int threshold) {

	/** No compression. */
	public static final Compression NONE = new Compression(-1);

	private static final int PART = 4096;

	/**
	 * Compresses a codec's bytes where that pays.
	 * @param bytes what the codec made
	 * @return the payload; compressed if the bytes reach the threshold and become fewer
	 */
	public Payload apply(byte[] bytes) {
		if (this.threshold < 0 || bytes.length < this.threshold) {
			return new Payload(bytes, false, false);
		}
		byte[] deflated = deflate(bytes);
		return (deflated.length < bytes.length) ? new Payload(deflated, false, true) : new Payload(bytes, false, false);
	}

	private static byte[] deflate(byte[] bytes) {
		Deflater deflater = new Deflater(Deflater.BEST_SPEED);
		ByteArrayOutputStream deflated = new ByteArrayOutputStream(bytes.length / 2);
		try (DeflaterOutputStream out = new DeflaterOutputStream(deflated, deflater)) {
			out.write(bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			deflater.end();
		}
		return deflated.toByteArray();
	}

	/**
	 * Inflates a payload. All of the bytes must be one complete deflated stream: less is
	 * a part of a value, and more was written by somebody else.
	 */
	static ByteBuffer inflate(byte[] bytes, int offset, int length) throws UndecodableException {
		Inflater inflater = new Inflater();
		try {
			inflater.setInput(bytes, offset, length);
			ByteArrayOutputStream inflated = new ByteArrayOutputStream(length);
			byte[] part = new byte[PART];
			for (int read = inflater.inflate(part); read > 0; read = inflater.inflate(part)) {
				inflated.write(part, 0, read);
			}
			if (!inflater.finished() || inflater.getRemaining() > 0) {
				throw new UndecodableException("The compressed payload is not one whole stream", null);
			}
			return ByteBuffer.wrap(inflated.toByteArray());
		}
		catch (DataFormatException ex) {
			throw new UndecodableException("The compressed payload does not inflate", ex);
		}
		finally {
			inflater.end();
		}
	}

}
