package io.github.taggedcache.core.survey;

import io.github.taggedcache.core.envelope.Header;
import io.github.taggedcache.core.name.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * One entry that a survey found.
 *
 * @param key its key, in its form
 * @param header what the entry says about itself; null if its bytes are no entry that
 * this release can read
 * @param state what a read that asks the store would make of the entry
 */
public record Found(EntryKey key, @Nullable Header header, State state) {

	/**
	 * What a read would make of an entry.
	 */
	public enum State {

		/** Current for all its tags and for its key. */
		VALID,

		/** One of its tags was invalidated softly, or its time to live is over. */
		STALE,

		/** One of its tags was invalidated. */
		INVALID_BY_TAG,

		/** A put or evict of its key came after the entry. */
		INVALID_BY_KEY,

		/** Past the time for which it may be used. */
		EXPIRED,

		/** The store lost what would tell. A miss. */
		UNKNOWN,

		/** No entry that this release can read. */
		UNREADABLE

	}

}
