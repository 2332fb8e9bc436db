package io.github.taggedcache.core.envelope;

import java.nio.ByteBuffer;

/**
 * Reads one number after the other, whatever the bytes say. What is read beyond the end,
 * or is no number, makes the whole unsound, and is zero. The reader then stays at the
 * end.
 */
final class EnvelopeReader {

	private final ByteBuffer buffer;

	private boolean sound = true;

	EnvelopeReader(ByteBuffer buffer) {
		this.buffer = buffer;
	}

	/**
	 * Whether all that was read was there.
	 */
	boolean isSound() {
		return this.sound;
	}

	int position() {
		return this.buffer.position();
	}

	int remaining() {
		return this.buffer.remaining();
	}

	/**
	 * Reads eight bytes.
	 */
	long fixed() {
		return (this.buffer.remaining() >= Long.BYTES) ? this.buffer.getLong() : unsound();
	}

	/**
	 * Reads a {@link Varint}.
	 */
	long number() {
		long number = 0;
		for (int i = 0; i < Varint.MAX_BYTES; i++) {
			if (!this.buffer.hasRemaining()) {
				return unsound();
			}
			byte next = this.buffer.get();
			if (i == Varint.MAX_BYTES - 1 && (next & ~1) != 0) {
				return unsound();
			}
			number |= (next & 0x7FL) << (7 * i);
			if (next >= 0) {
				return number;
			}
		}
		return unsound();
	}

	/**
	 * Reads a difference.
	 */
	long difference() {
		return Varint.unzigzag(number());
	}

	/**
	 * Reads a number of things of which there are at most so many.
	 */
	int count(int max) {
		long number = number();
		return (number >= 0 && number <= max) ? (int) number : (int) unsound();
	}

	/**
	 * Reads bytes.
	 */
	void bytes(byte[] target, int offset, int length) {
		this.buffer.get(target, offset, length);
	}

	private long unsound() {
		this.sound = false;
		this.buffer.position(this.buffer.limit());
		return 0;
	}

}
