package io.github.taggedcache.core.store;

import java.util.List;

/**
 * The answer to a beat: how new the log is.
 *
 * @param clock the newest version
 * @param last version of the newest record; zero if there is none. If the clock is the
 * position that the beat named, it may be the clock, whatever records there are
 * @param isOwnLost whether the store no longer holds one of the node's own appends
 * @param cut versions of own key events that may be held or lost: the log no longer
 * reaches back to them
 */
public record BeatResult(long clock, long last, boolean isOwnLost, List<Long> cut) {

	public BeatResult {
		cut = List.copyOf(cut);
	}

	/**
	 * A result that is certain about each own append.
	 * @param clock the newest version
	 * @param last version of the newest record; zero if there is none
	 * @param isOwnLost whether the store no longer holds one of the own appends
	 */
	public BeatResult(long clock, long last, boolean isOwnLost) {
		this(clock, last, isOwnLost, List.of());
	}

}
