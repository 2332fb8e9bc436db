package io.github.taggedcache.testsupport;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Waits, within a bound, for what only polling can tell.
 */
final class Await {

	private static final Duration PERIOD = Duration.ofMillis(5);

	private Await() {
	}

	/**
	 * Returns as soon as the condition holds. An unreachable or refusing server counts as
	 * "not yet".
	 * @throws IllegalStateException if the condition does not hold in time
	 */
	static void until(String what, Duration bound, BooleanSupplier condition) {
		long end = System.nanoTime() + bound.toNanos();
		RuntimeException problem = null;
		do {
			try {
				if (condition.getAsBoolean()) {
					return;
				}
				problem = null;
			}
			catch (UncheckedIOException | RedisReplyException ex) {
				problem = ex;
			}
			LockSupport.parkNanos(PERIOD.toNanos());
		}
		while (System.nanoTime() - end < 0 && !Thread.currentThread().isInterrupted());
		throw failure(what, bound, problem);
	}

	private static IllegalStateException failure(String what, Duration bound, @Nullable RuntimeException problem) {
		String detail = (problem != null) ? ": " + problem.getMessage() : "";
		return new IllegalStateException("Waited %s ms in vain until %s%s".formatted(bound.toMillis(), what, detail),
				problem);
	}

}
