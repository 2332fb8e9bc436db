package io.github.taggedcache.core.near;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How a region keeps entries in the memory of the node.
 *
 * @param maximumSize most entries
 * @param maximumWeight most bytes of all entries together, as they are encoded for the
 * store; zero means no such bound
 * @param timeToLive how long an entry is kept at most; null means as the store keeps it,
 * and it is never kept longer than that
 * @param copying whether callers get copies of the values
 */
public record NearSettings(long maximumSize, long maximumWeight, @Nullable Duration timeToLive, Copying copying) {

	public NearSettings {
		requireMaximumSize(maximumSize);
		requireMaximumWeight(maximumWeight);
		if (timeToLive != null) {
			requireTimeToLive(timeToLive);
		}
	}

	/**
	 * Checks a number of entries.
	 * @param maximumSize most entries
	 * @return the number
	 * @throws IllegalArgumentException if it is not positive
	 */
	public static long requireMaximumSize(long maximumSize) {
		if (maximumSize < 1) {
			throw new IllegalArgumentException("near-cache.maximum-size must be at least 1, not " + maximumSize
					+ "; to keep no entries, set near-cache.enabled to false");
		}
		return maximumSize;
	}

	/**
	 * Checks a weight.
	 * @param maximumWeight most bytes; zero means no bound
	 * @return the weight
	 * @throws IllegalArgumentException if it is negative
	 */
	public static long requireMaximumWeight(long maximumWeight) {
		if (maximumWeight < 0) {
			throw new IllegalArgumentException(
					"near-cache.maximum-weight must not be negative (0 means no bound), not " + maximumWeight);
		}
		return maximumWeight;
	}

	/**
	 * Checks a time to live.
	 * @param timeToLive the time to live
	 * @return the time to live
	 * @throws IllegalArgumentException if it is shorter than a millisecond or longer than
	 * 36500 days
	 */
	public static Duration requireTimeToLive(Duration timeToLive) {
		if (timeToLive.compareTo(Duration.ofMillis(1)) < 0 || timeToLive.compareTo(Duration.ofDays(36_500)) > 0) {
			throw new IllegalArgumentException(
					"near-cache.time-to-live must be between 1ms and 36500 days, not " + timeToLive);
		}
		return timeToLive;
	}

}
