package io.github.taggedcache.redis;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * How often a command for an entry is sent again until the command timeout, where a
 * server refuses it for long: once a period. The breaker cannot help there. It stays
 * closed while others answer: the other masters of a cluster, or a server that takes no
 * writes and is read. Without an entry the value is loaded, and a value that is not
 * stored is loaded again, so waiting is worth little. Thread safe.
 */
final class Patience {

	private final long periodNanos;

	private final LongSupplier nanoTime;

	/** When a command last waited in vain; null if none ever has. */
	private volatile @Nullable Long spentAt;

	private Patience(long periodNanos, LongSupplier nanoTime) {
		this.periodNanos = periodNanos;
		this.nanoTime = nanoTime;
	}

	/**
	 * Creates it unspent.
	 * @param period how long commands do not wait after one that waited in vain
	 * @param nanoTime the time, in ns
	 */
	static Patience of(Duration period, LongSupplier nanoTime) {
		return new Patience(period.toNanos(), nanoTime);
	}

	/**
	 * Every command waits.
	 */
	static Patience unlimited() {
		return new Patience(0, System::nanoTime);
	}

	/**
	 * A command has waited in vain.
	 */
	void spend() {
		this.spentAt = this.nanoTime.getAsLong();
	}

	/**
	 * Whether a command has waited in vain less than a period ago.
	 */
	boolean isSpent() {
		Long spent = this.spentAt;
		return spent != null && this.nanoTime.getAsLong() - spent < this.periodNanos;
	}

}
