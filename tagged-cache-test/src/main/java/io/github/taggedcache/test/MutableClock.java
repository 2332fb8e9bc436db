package io.github.taggedcache.test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The time of the caches in a test: that of the machine, plus what the test added. Safe
 * for all threads. The time of a cached context stays advanced in the tests that follow:
 * versions and proofs depend on time that never goes back.
 */
public final class MutableClock implements InstantSource {

	private final AtomicLong advance = new AtomicLong();

	/**
	 * Lets time pass: entries expire in memory and in the memory store. When more than
	 * {@code tagged-cache.max-staleness} passes, the store judges reads until the
	 * follower has proven again that the node is caught up. No entry becomes unusable by
	 * that.
	 * @param duration how much time passes; less than 292 years in all
	 * @throws IllegalArgumentException if the duration is negative
	 */
	public void advance(Duration duration) {
		if (duration.isNegative()) {
			throw new IllegalArgumentException("Time passes forwards, but " + duration
					+ " is negative; advance(Duration) takes how much time passes");
		}
		this.advance.accumulateAndGet(duration.toNanos(), Math::addExact);
	}

	@Override
	public Instant instant() {
		return Instant.now().plusNanos(this.advance.get());
	}

	long nanoTime() {
		return System.nanoTime() + this.advance.get();
	}

}
