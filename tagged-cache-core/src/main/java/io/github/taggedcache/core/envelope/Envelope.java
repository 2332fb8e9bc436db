package io.github.taggedcache.core.envelope;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

/**
 * An entry as it is stored: the header, then the payload. Big endian.
 *
 * <pre>
 * offset  bytes
 *  0      1      magic, 0xC7
 *  1      1      format version, 1
 *  2      1      flags: 1 null value, 2 compressed, 4 encrypted (reserved)
 *  3      1      codec id
 *  4      4      CRC-32C of everything but these four bytes
 *  8      8      asOf
 * 16      8      written
 * 24      8      load token
 * 32      8      fingerprint of the type
 * 40      8      fingerprint of the tag templates, 0 = none
 * 48      8      created at, ms
 * 56      8      soft expiry, ms, 0 = never
 * 64      8      hard expiry, ms, 0 = never
 * 72      4      bytes of the payload before it was compressed, 0 = it is not
 * 76      4      number of tags
 * 80             each tag: 2 bytes length, then its UTF-8 form
 *                payload, up to the end
 * </pre>
 *
 * {@code asOf} and {@code written} lie at these offsets in every format. Whoever cannot
 * read an entry treats it as a miss; therefore {@link #parse} gives null, not an
 * exception, for bytes that are not an envelope of this format. The checksum comes first:
 * a byte that changed on its way must not become a tag less, a newer {@code asOf}, or
 * another value. For the same reason a tag that is not UTF-8 is no tag: decoded with
 * replacement characters it would be another one, which nobody invalidates. Parsing
 * allocates no more than a small multiple of the bytes given, whatever they say about
 * lengths, and inflating no more than {@value Compression#MAX_INFLATED} bytes.
 */
public final class Envelope {

	static final byte MAGIC = (byte) 0xC7;

	static final byte FORMAT = 1;

	private static final int NULL_VALUE = 1;

	private static final int COMPRESSED = 2;

	private static final int CHECKSUM_OFFSET = 4;

	private static final int AS_OF_OFFSET = 8;

	private static final int FIXED = 80;

	private static final int MAX_TAG_BYTES = 0xFFFF;

	/** What decoding puts in the place of bytes that are not UTF-8. */
	private static final char REPLACEMENT = '\uFFFD';

	private final Header header;

	private final byte[] bytes;

	private final int payloadOffset;

	private final int inflated;

	private Envelope(Header header, byte[] bytes, int payloadOffset, int inflated) {
		this.header = header;
		this.bytes = bytes;
		this.payloadOffset = payloadOffset;
		this.inflated = inflated;
	}

	/**
	 * Makes the bytes of an entry.
	 * @param header the header
	 * @param payload the payload
	 * @return the bytes, in the newest format
	 * @throws IllegalArgumentException if a tag does not fit; {@link Header} says how
	 * many do
	 */
	public static byte[] write(Header header, Payload payload) {
		List<byte[]> tags = new ArrayList<>(header.tags().size());
		int length = FIXED + payload.bytes().length;
		for (String tag : header.tags()) {
			byte[] encoded = tag.getBytes(StandardCharsets.UTF_8);
			if (encoded.length > MAX_TAG_BYTES) {
				throw new IllegalArgumentException("A tag of " + encoded.length + " bytes of UTF-8 does not fit into an"
						+ " envelope, which has room for " + MAX_TAG_BYTES);
			}
			tags.add(encoded);
			length = Math.addExact(length, Short.BYTES + encoded.length);
		}
		ByteBuffer buffer = ByteBuffer.allocate(length);
		buffer.put(MAGIC).put(FORMAT).put(flags(payload)).put(header.codec()).putInt(0);
		buffer.putLong(header.asOf()).putLong(header.written()).putLong(header.token());
		buffer.putLong(header.type()).putLong(header.templates());
		buffer.putLong(header.createdAt()).putLong(header.softExpiry()).putLong(header.hardExpiry());
		buffer.putInt(payload.inflated()).putInt(tags.size());
		for (byte[] tag : tags) {
			buffer.putShort((short) tag.length).put(tag);
		}
		buffer.put(payload.bytes());
		byte[] bytes = buffer.array();
		buffer.putInt(CHECKSUM_OFFSET, checksum(bytes));
		return bytes;
	}

	private static byte flags(Payload payload) {
		return (byte) ((payload.isNull() ? NULL_VALUE : 0) | (payload.isCompressed() ? COMPRESSED : 0));
	}

	/**
	 * Reads the bytes of an entry.
	 * @param bytes what the store held, which may be anything
	 * @return the envelope, or null if the bytes are not one that this version can read
	 */
	public static @Nullable Envelope parse(byte[] bytes) {
		if (bytes.length < FIXED || bytes[0] != MAGIC || bytes[1] != FORMAT
				|| (bytes[2] & ~(NULL_VALUE | COMPRESSED)) != 0) {
			return null;
		}
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		if (buffer.getInt(CHECKSUM_OFFSET) != checksum(bytes)) {
			return null;
		}
		buffer.position(AS_OF_OFFSET);
		long asOf = buffer.getLong();
		long written = buffer.getLong();
		long token = buffer.getLong();
		long type = buffer.getLong();
		long templates = buffer.getLong();
		long createdAt = buffer.getLong();
		long softExpiry = buffer.getLong();
		long hardExpiry = buffer.getLong();
		int inflated = buffer.getInt();
		List<String> tags = readTags(buffer, bytes);
		if (tags == null || asOf < 0 || !Header.isWritten(written) || token < 0
				|| !isPlausible(inflated, (bytes[2] & COMPRESSED) != 0, buffer.remaining())) {
			return null;
		}
		return new Envelope(
				new Header(asOf, written, token, bytes[3], type, templates, createdAt, softExpiry, hardExpiry, tags),
				bytes, buffer.position(), inflated);
	}

	private static boolean isPlausible(int inflated, boolean isCompressed, int length) {
		return isCompressed ? Compression.isPlausible(inflated, length) : inflated == 0;
	}

	private static @Nullable List<String> readTags(ByteBuffer buffer, byte[] bytes) {
		int count = buffer.getInt();
		if (count < 0 || count > Header.MAX_TAGS || count > buffer.remaining() / Short.BYTES) {
			return null;
		}
		List<String> tags = new ArrayList<>(Math.min(count, 16));
		for (int i = 0; i < count; i++) {
			if (buffer.remaining() < Short.BYTES) {
				return null;
			}
			int length = Short.toUnsignedInt(buffer.getShort());
			if (length > buffer.remaining()) {
				return null;
			}
			String tag = decode(bytes, buffer.position(), length);
			if (tag == null) {
				return null;
			}
			tags.add(tag);
			buffer.position(buffer.position() + length);
		}
		return tags;
	}

	private static @Nullable String decode(byte[] bytes, int offset, int length) {
		String tag = new String(bytes, offset, length, StandardCharsets.UTF_8);
		if (tag.indexOf(REPLACEMENT) < 0) {
			return tag;
		}
		byte[] encoded = tag.getBytes(StandardCharsets.UTF_8);
		return Arrays.equals(bytes, offset, offset + length, encoded, 0, encoded.length) ? tag : null;
	}

	private static int checksum(byte[] bytes) {
		CRC32C checksum = new CRC32C();
		checksum.update(bytes, 0, CHECKSUM_OFFSET);
		checksum.update(bytes, AS_OF_OFFSET, bytes.length - AS_OF_OFFSET);
		return (int) checksum.getValue();
	}

	public Header header() {
		return this.header;
	}

	/**
	 * The size of the whole entry.
	 * @return in bytes
	 */
	public int size() {
		return this.bytes.length;
	}

	/**
	 * Whether the entry holds the null value.
	 * @return whether it does; there is no payload then
	 */
	public boolean holdsNull() {
		return (this.bytes[2] & NULL_VALUE) != 0;
	}

	/**
	 * The payload.
	 * @return a view of the payload's bytes, without a copy, unless they are compressed
	 * @throws UndecodableException if they are compressed and do not inflate
	 */
	public ByteBuffer payload() throws UndecodableException {
		int length = this.bytes.length - this.payloadOffset;
		return ((this.bytes[2] & COMPRESSED) != 0)
				? Compression.inflate(this.bytes, this.payloadOffset, length, this.inflated)
				: ByteBuffer.wrap(this.bytes, this.payloadOffset, length);
	}

	/**
	 * The payload by itself, for whoever keeps it longer than the entry.
	 * @return a copy of the payload's bytes, compressed where they are
	 */
	public Payload detachedPayload() {
		return new Payload(Arrays.copyOfRange(this.bytes, this.payloadOffset, this.bytes.length), holdsNull(),
				this.inflated);
	}

}
