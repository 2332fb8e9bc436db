package io.github.taggedcache.core.envelope;

import java.nio.ByteBuffer;

/**
 * The bytes that a codec made of a value, and what they are.
 *
 * @param bytes the bytes; empty for a null value
 * @param isNull whether they stand for the null value
 * @param isCompressed whether they are deflated
 */
@SuppressWarnings("ArrayRecordComponent") // carried from the codec to the envelope, never
											// compared
public record Payload(byte[] bytes, boolean isNull, boolean isCompressed) {

	/** The payload of the null value. */
	public static final Payload NULL = new Payload(new byte[0], true, false);

	/**
	 * The bytes as the codec made them.
	 * @return a view of the bytes, without a copy, unless they are compressed
	 * @throws UndecodableException if they are compressed and do not inflate
	 */
	public ByteBuffer content() throws UndecodableException {
		return this.isCompressed ? Compression.inflate(this.bytes, 0, this.bytes.length) : ByteBuffer.wrap(this.bytes);
	}

}
