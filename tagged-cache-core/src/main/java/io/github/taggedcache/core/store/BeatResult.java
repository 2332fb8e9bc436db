package io.github.taggedcache.core.store;

import java.util.List;

/**
 * How new the log is.
 *
 * @param clock the newest version
 * @param last version of the newest record; zero if there is none
 * @param isOwnLost whether the store no longer holds one of the node's own appends
 * @param cut versions of own key events of which that cannot be told, because the log no
 * longer reaches back to them
 */
public record BeatResult(long clock, long last, boolean isOwnLost, List<Long> cut) {

	public BeatResult {
		cut = List.copyOf(cut);
	}

	/**
	 * A result that tells of each own append whether it is held.
	 * @param clock the newest version
	 * @param last version of the newest record; zero if there is none
	 * @param isOwnLost whether one of them is not
	 */
	public BeatResult(long clock, long last, boolean isOwnLost) {
		this(clock, last, isOwnLost, List.of());
	}

}
