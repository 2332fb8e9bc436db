package io.github.taggedcache.core.envelope;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The tags of an entry as bytes. A start that a tag has in common with the tag before it
 * is written once: {@code article:42} behind {@code article:41} takes three bytes.
 * <p>
 * A tag is the {@link Varint} of its own bytes' number, times two, plus one if it has a
 * start in common with the tag before; then, if so, one byte with the number of bytes in
 * common; then its own bytes. At most {@value #MAX_SHARED} bytes are in common, so that
 * few bytes never stand for many: bytes that somebody else wrote must not fill the
 * memory.
 */
final class TagBytes {

	/** Longest start that a tag has in common with the tag before it. */
	static final int MAX_SHARED = 31;

	private static final int MIN_SHARED = 2;

	private static final int MAX_BYTES = 0xFFFF;

	/** What decoding puts in the place of bytes that are not UTF-8. */
	private static final char REPLACEMENT = '\uFFFD';

	private final byte[][] tags;

	private final byte[] shared;

	private final int size;

	/**
	 * Encodes tags.
	 * @throws IllegalArgumentException if a tag does not fit
	 */
	TagBytes(List<String> tags) {
		this.tags = new byte[tags.size()][];
		this.shared = new byte[tags.size()];
		int bytes = Varint.size(tags.size());
		for (int i = 0; i < this.tags.length; i++) {
			byte[] tag = encode(tags.get(i));
			int common = (i > 0) ? common(this.tags[i - 1], tag) : 0;
			this.tags[i] = tag;
			this.shared[i] = (byte) common;
			bytes = Math.addExact(bytes, Varint.size(head(i)) + ((common > 0) ? 1 : 0) + tag.length - common);
		}
		this.size = bytes;
	}

	private static byte[] encode(String tag) {
		byte[] encoded = tag.getBytes(StandardCharsets.UTF_8);
		if (encoded.length > MAX_BYTES) {
			throw new IllegalArgumentException("A tag of " + encoded.length + " bytes of UTF-8 does not fit into an"
					+ " envelope, which has room for " + MAX_BYTES);
		}
		return encoded;
	}

	private static int common(byte[] before, byte[] tag) {
		int longest = Math.min(MAX_SHARED, Math.min(before.length, tag.length));
		int mismatch = Arrays.mismatch(before, 0, longest, tag, 0, longest);
		int common = (mismatch < 0) ? longest : mismatch;
		return (common >= MIN_SHARED) ? common : 0;
	}

	private int head(int tag) {
		return (this.tags[tag].length - this.shared[tag]) * 2 + ((this.shared[tag] > 0) ? 1 : 0);
	}

	/**
	 * Number of bytes that are written.
	 */
	int size() {
		return this.size;
	}

	void write(ByteBuffer buffer) {
		Varint.write(buffer, this.tags.length);
		for (int i = 0; i < this.tags.length; i++) {
			int common = this.shared[i];
			Varint.write(buffer, head(i));
			if (common > 0) {
				buffer.put(this.shared[i]);
			}
			buffer.put(this.tags[i], common, this.tags[i].length - common);
		}
	}

	/**
	 * Reads tags.
	 * @return the tags, or null if the bytes do not hold them
	 */
	static @Nullable List<String> read(EnvelopeReader reader) {
		int count = reader.count(Header.MAX_TAGS);
		if (count > reader.remaining()) {
			return null;
		}
		List<String> tags = new ArrayList<>(Math.min(count, 16));
		byte[] tag = new byte[MAX_SHARED + 1];
		int before = 0;
		for (int i = 0; i < count; i++) {
			int head = reader.count(2 * MAX_BYTES + 1);
			int common = ((head & 1) != 0) ? reader.count(MAX_SHARED) : 0;
			int length = common + head / 2;
			if (!reader.isSound() || common > before || head / 2 > reader.remaining() || length > MAX_BYTES) {
				return null;
			}
			if (length > tag.length) {
				tag = Arrays.copyOf(tag, Math.max(length, 2 * tag.length));
			}
			reader.bytes(tag, common, head / 2);
			String text = decode(tag, length);
			if (text == null) {
				return null;
			}
			tags.add(text);
			before = length;
		}
		return reader.isSound() ? tags : null;
	}

	/**
	 * Decoded with replacement characters, a tag would be another one, which nobody
	 * invalidates.
	 */
	private static @Nullable String decode(byte[] bytes, int length) {
		String tag = new String(bytes, 0, length, StandardCharsets.UTF_8);
		if (tag.indexOf(REPLACEMENT) < 0) {
			return tag;
		}
		byte[] encoded = tag.getBytes(StandardCharsets.UTF_8);
		return Arrays.equals(bytes, 0, length, encoded, 0, encoded.length) ? tag : null;
	}

}
