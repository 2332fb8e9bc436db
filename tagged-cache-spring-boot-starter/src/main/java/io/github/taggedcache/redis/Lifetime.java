package io.github.taggedcache.redis;

/**
 * How long keys live.
 */
final class Lifetime {

	/** More than a hundred thousand years; Redis refuses what overflows its own clock. */
	private static final long LONGEST_MILLIS = 1L << 52;

	private Lifetime() {
	}

	static boolean isForEver(long millis) {
		return millis <= 0 || millis > LONGEST_MILLIS;
	}

	/**
	 * A lifetime as an argument of the scripts.
	 * @param millis in ms; zero means for ever
	 * @return in ms, zero if it is too long for Redis
	 */
	static long argument(long millis) {
		return isForEver(millis) ? 0 : millis;
	}

}
