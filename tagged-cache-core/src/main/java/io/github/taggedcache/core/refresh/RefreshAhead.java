package io.github.taggedcache.core.refresh;

import io.github.taggedcache.core.name.EntryKey;

/**
 * When a hit has its entry loaded again in the background, before the entry expires: once
 * a share of its life is over, and up to a quarter of what is left later. How much later
 * differs from entry to entry, so that entries which were made together are not loaded
 * again together.
 *
 * @param share the share, from 0 (never) up to but not including 1
 */
public record RefreshAhead(double share) {

	/** No hit has anything loaded. */
	public static final RefreshAhead NEVER = new RefreshAhead(0);

	/** Share of what is left by which a refresh may begin later. */
	private static final double SPREAD = 0.25;

	public RefreshAhead {
		require(share);
	}

	/**
	 * Checks a share.
	 * @param share the share
	 * @return the share
	 * @throws IllegalArgumentException if it is none
	 */
	public static double require(double share) {
		if (!(share >= 0 && share < 1)) {
			throw new IllegalArgumentException(
					"refresh-ahead must be at least 0 (never) and less than 1, not " + share);
		}
		return share;
	}

	/**
	 * Whether hits have anything loaded at all.
	 * @return whether the share is positive
	 */
	public boolean isOn() {
		return this.share > 0;
	}

	/**
	 * How long before its end an entry may be due.
	 * @param lifeNanos the longest life of an entry, in ns
	 * @return in ns; zero if no entry ever is
	 */
	public long marginNanos(long lifeNanos) {
		return isOn() ? (long) (lifeNanos * (1 - this.share)) : 0;
	}

	/**
	 * Whether an entry is to be loaded again.
	 * @param key its key
	 * @param createdAt when it was made, in ms
	 * @param end when it becomes stale, by the same clock, in ms; zero means never
	 * @param now the time, in ms
	 * @return whether a hit at this time has it loaded
	 */
	public boolean isDue(EntryKey key, long createdAt, long end, long now) {
		long life = end - createdAt;
		if (!isOn() || end == 0 || life <= 0) {
			return false;
		}
		double later = (1 - this.share) * SPREAD * fraction(key.hashCode() ^ Long.hashCode(createdAt));
		return now - createdAt >= life * (this.share + later);
	}

	/**
	 * A number from 0 up to but not including 1, the same on all nodes.
	 */
	private static double fraction(int seed) {
		int hash = seed * 0x9E3779B9;
		hash ^= hash >>> 16;
		return (hash & 0xFFFF) / (double) 0x10000;
	}

}
