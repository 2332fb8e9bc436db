package io.github.taggedcache.core.envelope;

import java.nio.ByteBuffer;
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
 *  1      1      format version, 2
 *  2      1      flags: 1 null value, 2 compressed, 4 encrypted (reserved), 8 soft expiry,
 *                16 hard expiry of its own, 32 tag templates, 64 token of its own
 *  3      1      codec id
 *  4      4      CRC-32C of everything but these four bytes
 *  8      8      asOf
 * 16      8      written
 * 24      8      fingerprint of the type
 * 32      8      fingerprint of the tag templates, if flagged; else there is none
 *         1-10   load token, before asOf, if flagged; else it is asOf
 *         1-10   created at, ms, after asOf
 *         1-10   soft expiry, ms, after created at, if flagged; else never
 *         1-10   hard expiry, ms, after created at, if flagged; else as the soft one
 *         1-4    bytes of the payload before it was compressed, if it is
 *         1-2    number of tags
 *                each tag, without what it has in common with the tag before
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

	static final byte FORMAT = 2;

	private static final int NULL_VALUE = 1;

	private static final int COMPRESSED = 2;

	private static final int SOFT_EXPIRY = 8;

	private static final int HARD_EXPIRY = 16;

	private static final int TEMPLATES = 32;

	private static final int TOKEN = 64;

	private static final int KNOWN_FLAGS = NULL_VALUE | COMPRESSED | SOFT_EXPIRY | HARD_EXPIRY | TEMPLATES | TOKEN;

	private static final int CHECKSUM_OFFSET = 4;

	private static final int AS_OF_OFFSET = 8;

	private static final int FIXED = 32;

	/** Versions are microseconds of the store's time. */
	private static final int VERSIONS_PER_MILLI = 1000;

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
		TagBytes tags = new TagBytes(header.tags());
		int flags = flags(header, payload);
		ByteBuffer head = ByteBuffer.allocate(FIXED + Long.BYTES + 5 * Varint.MAX_BYTES);
		head.put(MAGIC).put(FORMAT).put((byte) flags).put(header.codec()).putInt(0);
		head.putLong(header.asOf()).putLong(header.written()).putLong(header.type());
		if ((flags & TEMPLATES) != 0) {
			head.putLong(header.templates());
		}
		if ((flags & TOKEN) != 0) {
			Varint.write(head, Varint.zigzag(header.asOf() - header.token()));
		}
		Varint.write(head, Varint.zigzag(header.createdAt() - header.asOf() / VERSIONS_PER_MILLI));
		if ((flags & SOFT_EXPIRY) != 0) {
			Varint.write(head, Varint.zigzag(header.softExpiry() - header.createdAt()));
		}
		if ((flags & HARD_EXPIRY) != 0) {
			Varint.write(head, Varint.zigzag(header.hardExpiry() - header.createdAt()));
		}
		if ((flags & COMPRESSED) != 0) {
			Varint.write(head, payload.inflated());
		}
		head.flip();
		int length = Math.addExact(Math.addExact(head.remaining(), tags.size()), payload.bytes().length);
		ByteBuffer buffer = ByteBuffer.allocate(length).put(head);
		tags.write(buffer);
		buffer.put(payload.bytes());
		byte[] bytes = buffer.array();
		buffer.putInt(CHECKSUM_OFFSET, checksum(bytes));
		return bytes;
	}

	private static int flags(Header header, Payload payload) {
		return (payload.isNull() ? NULL_VALUE : 0) | (payload.isCompressed() ? COMPRESSED : 0)
				| ((header.softExpiry() != 0) ? SOFT_EXPIRY : 0)
				| ((header.hardExpiry() != header.softExpiry()) ? HARD_EXPIRY : 0)
				| ((header.templates() != 0) ? TEMPLATES : 0) | ((header.token() != header.asOf()) ? TOKEN : 0);
	}

	/**
	 * Reads the bytes of an entry.
	 * @param bytes what the store held, which may be anything
	 * @return the envelope, or null if the bytes are not one that this version can read
	 */
	public static @Nullable Envelope parse(byte[] bytes) {
		if (!isOfThisFormat(bytes) || ByteBuffer.wrap(bytes).getInt(CHECKSUM_OFFSET) != checksum(bytes)) {
			return null;
		}
		Envelope envelope = read(bytes);
		return (envelope != null && envelope.isPlausible()) ? envelope : null;
	}

	/**
	 * Reads the header of an entry without its payload. Without the payload nobody can
	 * check the bytes: this is for operators, never for a read.
	 * @param beginning the first bytes of what the store held, which may be anything
	 * @return the header, or null if these bytes do not hold all of one
	 */
	public static @Nullable Header head(byte[] beginning) {
		Envelope envelope = isOfThisFormat(beginning) ? read(beginning) : null;
		return (envelope != null) ? envelope.header : null;
	}

	private static boolean isOfThisFormat(byte[] bytes) {
		return bytes.length >= FIXED && bytes[0] == MAGIC && bytes[1] == FORMAT && (bytes[2] & ~KNOWN_FLAGS) == 0;
	}

	private static @Nullable Envelope read(byte[] bytes) {
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		buffer.position(AS_OF_OFFSET);
		int flags = bytes[2];
		EnvelopeReader reader = new EnvelopeReader(buffer);
		long asOf = reader.fixed();
		long written = reader.fixed();
		long type = reader.fixed();
		long templates = ((flags & TEMPLATES) != 0) ? reader.fixed() : 0;
		long token = ((flags & TOKEN) != 0) ? asOf - reader.difference() : asOf;
		long createdAt = asOf / VERSIONS_PER_MILLI + reader.difference();
		long softExpiry = ((flags & SOFT_EXPIRY) != 0) ? createdAt + reader.difference() : 0;
		long hardExpiry = ((flags & HARD_EXPIRY) != 0) ? createdAt + reader.difference() : softExpiry;
		int inflated = ((flags & COMPRESSED) != 0) ? reader.count(Compression.MAX_INFLATED) : 0;
		List<String> tags = TagBytes.read(reader);
		if (tags == null || asOf < 0 || !Header.isWritten(written) || token < 0) {
			return null;
		}
		return new Envelope(
				new Header(asOf, written, token, bytes[3], type, templates, createdAt, softExpiry, hardExpiry, tags),
				bytes, reader.position(), inflated);
	}

	private boolean isPlausible() {
		return (this.bytes[2] & COMPRESSED) == 0
				|| Compression.isPlausible(this.inflated, this.bytes.length - this.payloadOffset);
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
