package io.github.taggedcache.core.envelope;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Bytes that claim to be an envelope, with a checksum that is right whatever they claim.
 */
final class EnvelopeBytes {

	private static final int FIXED = 32;

	private static final int CHECKSUM = 4;

	private final ByteBuffer fixed;

	private final byte[] tagsAndPayload;

	private final ByteBuffer numbers = ByteBuffer.allocate(100);

	private long tagCount;

	private EnvelopeBytes(byte[] tagsAndPayload) {
		this.fixed = ByteBuffer.allocate(FIXED);
		this.tagsAndPayload = tagsAndPayload;
	}

	/**
	 * What nobody would refuse: versions of one, no tags, and these bytes behind them.
	 */
	static EnvelopeBytes with(byte[] tagsAndPayload) {
		return new EnvelopeBytes(tagsAndPayload).set(0, 0xC7).set(1, 2).set(3, 7).version(8, 1).version(16, 1);
	}

	static EnvelopeBytes with(String tagsAndPayload) {
		return with(tagsAndPayload.getBytes(StandardCharsets.ISO_8859_1));
	}

	EnvelopeBytes set(int offset, int value) {
		this.fixed.put(offset, (byte) value);
		return this;
	}

	EnvelopeBytes version(int offset, long value) {
		this.fixed.putLong(offset, value);
		return this;
	}

	/**
	 * Begins with another load token than {@code asOf}.
	 */
	EnvelopeBytes tokenBeforeAsOf(long difference) {
		Varint.write(this.numbers, Varint.zigzag(difference));
		return set(2, 64);
	}

	EnvelopeBytes tagCount(long count) {
		this.tagCount = count;
		return this;
	}

	byte[] sealed() {
		return sealed(this.numbers.put((byte) 0), this.tagCount);
	}

	/**
	 * With a compressed payload.
	 */
	byte[] sealedInflatingTo(long bytes) {
		set(2, 2);
		Varint.write(this.numbers.put((byte) 0), bytes);
		return sealed(this.numbers, this.tagCount);
	}

	/**
	 * With these bytes behind the fixed ones, where numbers should be.
	 */
	byte[] sealedWithoutNumbers() {
		return seal(ByteBuffer.allocate(FIXED + this.tagsAndPayload.length)
			.put(this.fixed.array())
			.put(this.tagsAndPayload)
			.array());
	}

	private byte[] sealed(ByteBuffer numbers, long count) {
		Varint.write(numbers, count);
		numbers.flip();
		return seal(ByteBuffer.allocate(FIXED + numbers.remaining() + this.tagsAndPayload.length)
			.put(this.fixed.array())
			.put(numbers)
			.put(this.tagsAndPayload)
			.array());
	}

	/**
	 * Bytes with the checksum that is right for them.
	 */
	static byte[] seal(byte[] bytes) {
		CRC32C checksum = new CRC32C();
		checksum.update(bytes, 0, CHECKSUM);
		checksum.update(bytes, 2 * CHECKSUM, bytes.length - 2 * CHECKSUM);
		return ByteBuffer.wrap(bytes.clone()).putInt(CHECKSUM, (int) checksum.getValue()).array();
	}

}
