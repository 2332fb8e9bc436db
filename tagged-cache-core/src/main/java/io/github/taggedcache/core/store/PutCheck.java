package io.github.taggedcache.core.store;

import java.util.List;

/**
 * What an append of key events decides for the entries that are sent beside it. Such an
 * entry names the events by an id. It is valid once the newest event of its key has that
 * id, wherever and whenever the two arrive.
 * <p>
 * The store gives the events the id if the put is good. A put is good if, in the step
 * that issues its version, no bucket of its keys and no hard or soft version of its tags
 * is above the token; what is missing counts as changed just now. A put is good as well
 * if the clock is the very version at which the history of the node ends and that knows
 * of nothing after the token. A token above the clock is no token: the store went back.
 *
 * @param id the id of the put, between one and {@value #MAX_ID}; unique to it
 * @param tags the tags of the entries, implicit ones included
 * @param token version after which neither a key nor a tag may have changed
 * @param end the last version that the node's history knows, if nothing after the token
 * happened to the keys and tags up to there; zero if the history cannot tell
 */
public record PutCheck(long id, List<String> tags, long token, long end) {

	/** Ids are as exact in a script as versions are. */
	public static final long MAX_ID = (1L << 53) - 1;

	public PutCheck {
		tags = List.copyOf(tags);
		if (id < 1 || id > MAX_ID) {
			throw new IllegalArgumentException("The id of a put is between 1 and " + MAX_ID + ", not " + id);
		}
		if (token < 0 || end < 0) {
			throw new IllegalArgumentException("Not negative: token " + token + ", end " + end);
		}
	}

	/**
	 * What an entry beside the events carries in the place of the version that it is
	 * written at.
	 * @return a negative number
	 */
	public long written() {
		return -this.id;
	}

	/**
	 * Whether an entry was sent beside its key event.
	 * @param written what the entry carries
	 * @return whether it is no version
	 */
	public static boolean isPut(long written) {
		return written < 0;
	}

	/**
	 * Whether an event is the one that an entry was sent beside.
	 * @param written what the entry carries
	 * @param put the id that the event has; zero if none
	 * @return whether it is
	 */
	public static boolean isOf(long written, long put) {
		return put != 0 && written == -put;
	}

	/**
	 * Whether the put is good, where the store has a clock.
	 * @param clock the clock before the put's own events
	 * @param newest the newest version of the buckets and tags
	 * @return whether its entries may be valid
	 */
	public boolean isGood(long clock, long newest) {
		return this.token <= clock && (clock == this.end || newest <= this.token);
	}

}
