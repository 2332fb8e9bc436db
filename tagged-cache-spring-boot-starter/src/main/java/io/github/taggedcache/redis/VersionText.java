package io.github.taggedcache.redis;

import io.github.taggedcache.core.store.TagVersion;
import org.jspecify.annotations.Nullable;

/**
 * Versions as control keys hold them. This class and the scripts agree on which texts are
 * versions.
 */
final class VersionText {

	/** Stands for a text that is not a version. */
	static final long NONE = -1;

	/** The scripts' numbers are exact below this limit only. */
	private static final long LIMIT = 1L << 53;

	private VersionText() {
	}

	/**
	 * Reads a version: decimal digits and nothing else.
	 * @return the version, or {@link #NONE} if the text is not a version
	 */
	static long version(byte @Nullable [] text) {
		return (text != null) ? version(text, 0, text.length) : NONE;
	}

	/**
	 * Reads the versions of a tag: {@code <hard>:<soft>}, or {@code <hard>} alone if
	 * there was no soft invalidation.
	 * @return the versions, or null if the text is not two versions
	 */
	static @Nullable TagVersion tagVersion(byte @Nullable [] text) {
		int colon = 0;
		while (text != null && colon < text.length && text[colon] != ':') {
			colon++;
		}
		if (text == null) {
			return null;
		}
		long hard = version(text, 0, colon);
		long soft = (colon < text.length) ? version(text, colon + 1, text.length) : 0;
		return (hard != NONE && soft != NONE) ? new TagVersion(hard, soft) : null;
	}

	private static long version(byte[] text, int from, int to) {
		long version = (from < to) ? 0 : NONE;
		for (int i = from; i < to; i++) {
			int digit = text[i] - '0';
			if (digit < 0 || digit > 9) {
				return NONE;
			}
			version = version * 10 + digit;
			if (version >= LIMIT) {
				return NONE;
			}
		}
		return version;
	}

}
