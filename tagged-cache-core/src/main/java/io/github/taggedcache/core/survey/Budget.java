package io.github.taggedcache.core.survey;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long one call of an operator may go on. Each call makes one step at least, so that
 * whoever goes on with the cursor comes to the end.
 */
final class Budget {

	private final LongSupplier nanoTime;

	private final long start;

	private final long limit;

	Budget(LongSupplier nanoTime, Duration limit) {
		this.nanoTime = nanoTime;
		this.start = nanoTime.getAsLong();
		this.limit = limit.toNanos();
	}

	boolean isSpent() {
		return this.nanoTime.getAsLong() - this.start >= this.limit;
	}

}
