package io.github.taggedcache.core.outage;

import java.time.Duration;

/**
 * What a node does while its store does not answer.
 *
 * @param serveNearFor how long after the last proof of being caught up near entries are
 * served that cannot be proven; zero for never
 * @param queuesInvalidations whether invalidations that the store did not take wait on
 * the node; else their callers get an exception
 * @param maxQueuedNames most tags and keys that wait
 * @param maxQueuedBytes most bytes of their names, by estimate
 */
public record OutageSettings(Duration serveNearFor, boolean queuesInvalidations, int maxQueuedNames,
		long maxQueuedBytes) {

	private static final Duration LONGEST_SERVING = Duration.ofDays(7);

	/** What a node can hold without slowing down each invalidation that waits. */
	private static final int MOST_NAMES = 100_000;

	public OutageSettings {
		requireServeNearFor(serveNearFor);
		requireMaxQueuedNames(maxQueuedNames);
		requireMaxQueuedBytes(maxQueuedBytes);
	}

	/**
	 * Checks how long unproven near entries are served.
	 * @param serveNearFor how long after the last proof
	 * @return the duration
	 * @throws IllegalArgumentException if it is none; the message says why
	 */
	public static Duration requireServeNearFor(Duration serveNearFor) {
		if (serveNearFor.isNegative() || serveNearFor.compareTo(LONGEST_SERVING) > 0) {
			throw new IllegalArgumentException(
					"outage.serve-near-for must be between 0 (never) and 7 days, not " + serveNearFor);
		}
		return serveNearFor;
	}

	/**
	 * Checks the bound of the queue in names.
	 * @param names most tags and keys
	 * @return the bound
	 * @throws IllegalArgumentException if it is none; the message says why
	 */
	public static int requireMaxQueuedNames(int names) {
		if (names < 1 || names > MOST_NAMES) {
			throw new IllegalArgumentException(
					"outage.queue.max-names must be between 1 and " + MOST_NAMES + ", not " + names);
		}
		return names;
	}

	/**
	 * Checks the bound of the queue in bytes.
	 * @param bytes most bytes of names
	 * @return the bound
	 * @throws IllegalArgumentException if it is none; the message says why
	 */
	public static long requireMaxQueuedBytes(long bytes) {
		if (bytes < 1 || bytes > Integer.MAX_VALUE) {
			throw new IllegalArgumentException(
					"outage.queue.max-size must be between 1B and 2GB, not " + bytes + " bytes");
		}
		return bytes;
	}

}
