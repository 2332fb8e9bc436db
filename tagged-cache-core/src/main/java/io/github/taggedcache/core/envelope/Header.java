package io.github.taggedcache.core.envelope;

import java.util.List;

/**
 * What an entry says about itself.
 *
 * @param asOf version up to which the value is known to be current for its tags
 * @param written version that key events are judged against; or, negative, the id of the
 * put whose key event the entry was sent beside
 * @param codec id of the codec that wrote the payload
 * @param token load token of the value: what tags are judged against that the entry does
 * not carry, since {@code asOf} was raised for those only that it carries
 * @param type fingerprint of the type that the payload binds to
 * @param templates fingerprint of the tag templates that gave its tags; zero if there is
 * none
 * @param createdAt when the entry was made, in ms since the epoch by the writer's clock
 * @param softExpiry when it becomes stale, in ms since the epoch; zero means never
 * @param hardExpiry when it must not be used any more, in ms since the epoch; zero means
 * never
 * @param tags its tags, without the implicit ones
 */
public record Header(long asOf, long written, long token, byte codec, long type, long templates, long createdAt,
		long softExpiry, long hardExpiry, List<String> tags) {

	/** Ids of puts are below this. */
	private static final long MAX_PUT = 1L << 53;

	/** Most tags of one entry. */
	public static final int MAX_TAGS = 10_000;

	public Header {
		if (asOf < 0 || !isWritten(written) || token < 0) {
			throw new IllegalArgumentException("Versions are not negative, but for the id of a put: asOf " + asOf
					+ ", written " + written + ", token " + token);
		}
		if (tags.size() > MAX_TAGS) {
			throw new IllegalArgumentException(
					"An entry carries at most " + MAX_TAGS + " tags, not " + tags.size() + "; use fewer, wider ones");
		}
		tags = List.copyOf(tags);
	}

	/**
	 * Whether an entry may have been written so.
	 * @param written a number of the header
	 * @return whether it is a version or the negative id of a put
	 */
	static boolean isWritten(long written) {
		return written > -MAX_PUT;
	}

}
