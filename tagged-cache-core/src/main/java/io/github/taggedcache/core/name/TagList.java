package io.github.taggedcache.core.name;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * The tags of one entry as they are kept in memory: in one array of bytes, and without
 * the implicit ones, which the region tells. A tag becomes a text when somebody asks for
 * it; {@link #isAt} compares without making a text. Cannot be changed.
 */
public final class TagList extends AbstractList<String> implements RandomAccess {

	/** More tags are found faster in a list of texts. */
	private static final int MAX_TAGS = 16;

	private static final int IMPLICIT = 2;

	private final String region;

	/**
	 * The number of tags in one byte. Then for each explicit tag the length of its UTF-8
	 * form in two bytes, and that form.
	 */
	private final byte[] bytes;

	private TagList(String region, byte[] bytes) {
		this.region = region;
		this.bytes = bytes;
	}

	/**
	 * Tags as a list that takes little memory.
	 * @param region the name of their region
	 * @param tags the tags
	 * @return a list of the same tags, which cannot be changed; a common one for many
	 * tags, and for tags that do not begin with the implicit ones of the namespace and
	 * the region
	 */
	public static List<String> of(String region, List<String> tags) {
		if (tags.size() < IMPLICIT || tags.size() > MAX_TAGS || !tags.get(0).equals(TagName.NAMESPACE)
				|| !isOf(region, tags.get(1))) {
			return List.copyOf(tags);
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.write(tags.size());
		for (String tag : tags.subList(IMPLICIT, tags.size())) {
			byte[] encoded = tag.getBytes(StandardCharsets.UTF_8);
			if (encoded.length > TagName.MAX_BYTES) {
				return List.copyOf(tags);
			}
			bytes.write(encoded.length >> 8);
			bytes.write(encoded.length);
			bytes.writeBytes(encoded);
		}
		return new TagList(region, bytes.toByteArray());
	}

	private static boolean isOf(String region, String tag) {
		return (":%~".indexOf(region.charAt(0)) >= 0) ? TagName.ofRegion(region).equals(tag)
				: tag.length() == region.length() + 1 && TagName.isImplicit(tag) && tag.endsWith(region);
	}

	@Override
	public String get(int index) {
		int start = start(index);
		return switch (index) {
			case 0 -> TagName.NAMESPACE;
			case 1 -> TagName.ofRegion(this.region);
			default -> new String(this.bytes, start, length(start), StandardCharsets.UTF_8);
		};
	}

	/**
	 * Whether a tag stands at a place. Allocates nothing.
	 * @param index the place
	 * @param tag the tag
	 * @return the same as {@code get(index).equals(tag)}
	 */
	public boolean isAt(int index, String tag) {
		int start = start(index);
		return switch (index) {
			case 0 -> TagName.NAMESPACE.equals(tag);
			case 1 -> isOf(this.region, tag);
			default -> matches(tag, start, start + length(start));
		};
	}

	/**
	 * Where the bytes of an explicit tag begin.
	 */
	private int start(int index) {
		if (index < 0 || index >= size()) {
			throw new IndexOutOfBoundsException(index);
		}
		int start = 1 + Short.BYTES;
		for (int i = IMPLICIT; i < index; i++) {
			start += length(start) + Short.BYTES;
		}
		return start;
	}

	private int length(int start) {
		return ((this.bytes[start - 2] & 0xFF) << 8) | (this.bytes[start - 1] & 0xFF);
	}

	private boolean matches(String tag, int start, int end) {
		int next = start;
		for (int i = 0; i < tag.length(); i++) {
			int c = tag.charAt(i);
			if (c < 0x80) {
				if (next == end || this.bytes[next++] != c) {
					return false;
				}
				continue;
			}
			c = tag.codePointAt(i);
			int more = (c < 0x800) ? 1 : (c < 0x10000) ? 2 : 3;
			if (end - next <= more || this.bytes[next++] != (byte) ((0xF0 << (3 - more)) | (c >> (6 * more)))) {
				return false;
			}
			for (int shift = 6 * (more - 1); shift >= 0; shift -= 6) {
				if (this.bytes[next++] != (byte) (0x80 | ((c >> shift) & 0x3F))) {
					return false;
				}
			}
			i += Character.charCount(c) - 1;
		}
		return next == end;
	}

	@Override
	public int size() {
		return this.bytes[0];
	}

}
