package io.github.taggedcache.core.store;

/**
 * How new the log is.
 *
 * @param clock the newest version
 * @param last version of the newest record; zero if there is none
 * @param isOwnLost whether the store no longer holds one of the node's own appends
 */
public record BeatResult(long clock, long last, boolean isOwnLost) {

}
