package io.github.taggedcache.core.lease;

import java.time.Duration;

/**
 * How long a load of one node keeps the other nodes from loading the same entry.
 *
 * @param lease how long a lease lasts if its owner does not release it
 * @param longestWait how long a load waits at most for the lease of another node; zero
 * means not at all
 */
public record LeaseSettings(Duration lease, Duration longestWait) {

	private static final Duration SHORTEST = Duration.ofMillis(10);

	private static final Duration LONGEST = Duration.ofHours(1);

	/** What is taken if nothing else is said. Made when the bounds are there. */
	public static final LeaseSettings DEFAULT = new LeaseSettings(Duration.ofSeconds(10), Duration.ofSeconds(5));

	public LeaseSettings {
		requireLease(lease);
		requireWait(longestWait);
	}

	/**
	 * Checks how long a lease lasts.
	 * @param lease the time
	 * @return the time
	 * @throws IllegalArgumentException if it is none; the message says why
	 */
	public static Duration requireLease(Duration lease) {
		if (lease.compareTo(SHORTEST) < 0 || lease.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("load-lock.lease must be between 10ms and 1h, not " + lease);
		}
		return lease;
	}

	/**
	 * Checks how long a load waits for a lease.
	 * @param wait the time; zero means not at all
	 * @return the time
	 * @throws IllegalArgumentException if it is none; the message says why
	 */
	public static Duration requireWait(Duration wait) {
		if (wait.isNegative() || wait.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("load-lock.wait must be between 0 (nobody waits) and 1h, not " + wait);
		}
		return wait;
	}

}
