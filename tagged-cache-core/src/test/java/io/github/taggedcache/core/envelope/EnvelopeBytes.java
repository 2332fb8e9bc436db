package io.github.taggedcache.core.envelope;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Bytes that claim to be an envelope, with a checksum that is right whatever they claim.
 */
final class EnvelopeBytes {

	private static final int FIXED = 80;

	private static final int CHECKSUM = 4;

	private final ByteBuffer buffer;

	private EnvelopeBytes(byte[] bytes) {
		this.buffer = ByteBuffer.wrap(bytes);
	}

	/**
	 * What nobody would refuse: versions of one, no tags, and these bytes behind them.
	 */
	static EnvelopeBytes with(byte[] tagsAndPayload) {
		EnvelopeBytes bytes = new EnvelopeBytes(new byte[FIXED + tagsAndPayload.length]);
		bytes.buffer.put(FIXED, tagsAndPayload);
		return bytes.set(0, 0xC7).set(1, 1).set(3, 7).version(8, 1).version(16, 1);
	}

	static EnvelopeBytes with(String tagsAndPayload) {
		return with(tagsAndPayload.getBytes(StandardCharsets.ISO_8859_1));
	}

	static EnvelopeBytes of(byte[] bytes) {
		return new EnvelopeBytes(bytes.clone());
	}

	EnvelopeBytes set(int offset, int value) {
		this.buffer.put(offset, (byte) value);
		return this;
	}

	EnvelopeBytes version(int offset, long value) {
		this.buffer.putLong(offset, value);
		return this;
	}

	EnvelopeBytes tagCount(int count) {
		this.buffer.putInt(76, count);
		return this;
	}

	EnvelopeBytes inflated(int bytes) {
		this.buffer.putInt(72, bytes);
		return this;
	}

	byte[] sealed() {
		byte[] bytes = this.buffer.array();
		CRC32C checksum = new CRC32C();
		checksum.update(bytes, 0, CHECKSUM);
		checksum.update(bytes, 2 * CHECKSUM, bytes.length - 2 * CHECKSUM);
		this.buffer.putInt(CHECKSUM, (int) checksum.getValue());
		return bytes;
	}

}
