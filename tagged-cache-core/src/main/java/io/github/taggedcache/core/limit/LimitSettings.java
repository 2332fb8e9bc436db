package io.github.taggedcache.core.limit;

/**
 * How many loads of a region run on one node at a time.
 *
 * @param maxConcurrentLoads most loads; zero means no limit
 */
public record LimitSettings(int maxConcurrentLoads) {

	/** No limit. */
	public static final LimitSettings NONE = new LimitSettings(0);

	public LimitSettings {
		requireMaxConcurrentLoads(maxConcurrentLoads);
	}

	/**
	 * Whether there is a limit.
	 * @return false if any number of loads may run
	 */
	public boolean isLimited() {
		return this.maxConcurrentLoads > 0;
	}

	/**
	 * Checks a number of loads.
	 * @param maxConcurrentLoads most loads; zero means no limit
	 * @return the number
	 * @throws IllegalArgumentException if it is negative; the message says why
	 */
	public static int requireMaxConcurrentLoads(int maxConcurrentLoads) {
		if (maxConcurrentLoads < 0) {
			throw new IllegalArgumentException(
					"max-concurrent-loads must be at least 0 (no limit), not " + maxConcurrentLoads);
		}
		return maxConcurrentLoads;
	}

}
