package io.github.taggedcache.core.envelope;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterOutputStream;

/**
 * Deflates payloads from a threshold on.
 *
 * @param threshold smallest payload that is compressed, in bytes; negative means none
 */
public record Compression(int threshold) {

	/** No compression. */
	public static final Compression NONE = new Compression(-1);

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

	static ByteBuffer inflate(byte[] bytes, int offset, int length) throws UndecodableException {
		ByteArrayOutputStream inflated = new ByteArrayOutputStream(length);
		try (InflaterOutputStream out = new InflaterOutputStream(inflated)) {
			out.write(bytes, offset, length);
		}
		catch (IOException ex) {
			throw new UndecodableException("The compressed payload does not inflate", ex);
		}
		return ByteBuffer.wrap(inflated.toByteArray());
	}

}
