package io.github.taggedcache.core.envelope;

import java.nio.ByteBuffer;

/**
 * Numbers in as few bytes as they need: seven bits a byte, the lowest ones first, and the
 * highest bit set in each byte but the last.
 */
final class Varint {

	/** Bytes of a number that needs all of its bits. */
	static final int MAX_BYTES = 10;

	private Varint() {
	}

	/**
	 * A difference as a number that is small if the difference is, whatever its sign.
	 */
	static long zigzag(long difference) {
		return (difference << 1) ^ (difference >> 63);
	}

	static long unzigzag(long number) {
		return (number >>> 1) ^ -(number & 1);
	}

	/**
	 * Number of bytes that a number takes.
	 */
	static int size(long number) {
		return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(number) + 6) / 7);
	}

	static void write(ByteBuffer buffer, long number) {
		long rest = number;
		while ((rest & ~0x7FL) != 0) {
			buffer.put((byte) (rest | 0x80));
			rest >>>= 7;
		}
		buffer.put((byte) rest);
	}

}
