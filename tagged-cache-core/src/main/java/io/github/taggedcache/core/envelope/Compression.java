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

	/**
	 * Most bytes that a payload may inflate to. More than that is stored as it is.
	 */
	static final int MAX_INFLATED = 64 * 1024 * 1024;

	/** No deflated stream has more bytes to one of its own. */
	private static final int MAX_RATIO = 1032;

	/**
	 * Compresses a codec's bytes where that pays.
	 * @param bytes what the codec made
	 * @return the payload; compressed if the bytes reach the threshold and become fewer
	 */
	public Payload apply(byte[] bytes) {
		if (this.threshold < 0 || bytes.length < this.threshold || bytes.length > MAX_INFLATED) {
			return Payload.of(bytes);
		}
		byte[] deflated = deflate(bytes);
		return (deflated.length < bytes.length) ? new Payload(deflated, false, bytes.length) : Payload.of(bytes);
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
	 * Whether so many bytes, which are not above the bound, may be what a deflated stream
	 * inflates to: not more than deflating can hide in the stream.
	 */
	static boolean isPlausible(int inflated, int length) {
		return inflated > 0 && inflated <= (long) length * MAX_RATIO;
	}

	/**
	 * Inflates a payload. All of the bytes must be one complete deflated stream of just
	 * so many bytes: less is a part of a value, and more was written by somebody else.
	 */
	static ByteBuffer inflate(byte[] bytes, int offset, int length, int inflated) throws UndecodableException {
		Inflater inflater = new Inflater();
		try {
			inflater.setInput(bytes, offset, length);
			byte[] whole = new byte[inflated];
			int read = 0;
			for (int part = -1; part != 0; read += part) {
				part = inflater.inflate(whole, read, inflated - read);
			}
			if (read < inflated || !isFinished(inflater) || inflater.getRemaining() > 0) {
				throw new UndecodableException(
						"The compressed payload is not one whole stream of " + inflated + " bytes", null);
			}
			return ByteBuffer.wrap(whole);
		}
		catch (DataFormatException ex) {
			throw new UndecodableException("The compressed payload does not inflate", ex);
		}
		finally {
			inflater.end();
		}
	}

	/**
	 * Whether nothing follows. The end of a stream may still have to be read after its
	 * last byte.
	 */
	private static boolean isFinished(Inflater inflater) throws DataFormatException {
		return inflater.finished() || (inflater.inflate(new byte[1]) == 0 && inflater.finished());
	}

}
