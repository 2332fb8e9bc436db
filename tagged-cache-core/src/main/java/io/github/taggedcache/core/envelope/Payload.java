package io.github.taggedcache.core.envelope;

import java.nio.ByteBuffer;

/**
 * The bytes that a codec made of a value, and what they are.
 *
 * @param bytes the bytes; empty for a null value
 * @param isNull whether they stand for the null value
 * @param inflated number of bytes before they were deflated; zero if they are not
 */
@SuppressWarnings("ArrayRecordComponent") // carried from the codec to the envelope, never
											// compared
public record Payload(byte[] bytes, boolean isNull, int inflated) {

	/** The payload of the null value. */
	public static final Payload NULL = new Payload(new byte[0], true, 0);

	/**
	 * A payload as the codec made it.
	 * @param bytes what the codec made
	 * @return the payload, which is not compressed
	 */
	public static Payload of(byte[] bytes) {
		return new Payload(bytes, false, 0);
	}

	/**
	 * Whether the bytes are deflated.
	 * @return whether they are
	 */
	public boolean isCompressed() {
		return this.inflated > 0;
	}

	/**
	 * The bytes as the codec made them.
	 * @return a view of the bytes, without a copy, unless they are compressed
	 * @throws UndecodableException if they are compressed and do not inflate
	 */
	public ByteBuffer content() throws UndecodableException {
		return isCompressed() ? Compression.inflate(this.bytes, 0, this.bytes.length, this.inflated)
				: ByteBuffer.wrap(this.bytes);
	}

}
