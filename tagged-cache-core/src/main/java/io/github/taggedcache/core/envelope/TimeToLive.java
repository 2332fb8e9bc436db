package io.github.taggedcache.core.envelope;

import java.time.Duration;

/**
 * How long an entry may be kept.
 */
public final class TimeToLive {

	private static final Duration LONGEST = Duration.ofDays(36_500);

	private TimeToLive() {
	}

	/**
	 * Checks a time to live.
	 * @param timeToLive the time to live; zero means no expiry
	 * @return the time to live
	 * @throws IllegalArgumentException if it is negative, shorter than a millisecond or
	 * longer than 36500 days; the message says why
	 */
	public static Duration require(Duration timeToLive) {
		if (timeToLive.isNegative()) {
			throw new IllegalArgumentException(
					"time-to-live must not be negative (0 means no expiry), not " + timeToLive);
		}
		if (!timeToLive.isZero() && timeToLive.compareTo(Duration.ofMillis(1)) < 0) {
			throw new IllegalArgumentException(
					"time-to-live must be at least 1ms (0 means no expiry), not " + timeToLive);
		}
		if (timeToLive.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException(
					"time-to-live must not exceed 36500 days (0 means no expiry), not " + timeToLive);
		}
		return timeToLive;
	}

}
