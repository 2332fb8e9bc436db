package io.github.taggedcache.autoconfigure;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.PreparedStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares the store when the application starts, and goes on trying until it answers.
 * Says once that it did not, and for how long it was waited for, and once that it is
 * back.
 */
final class StorePreparation implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(StorePreparation.class);

	private final PreparedStore store;

	private final Duration pause;

	private final LongSupplier nanos;

	private volatile boolean closed;

	StorePreparation(PreparedStore store, Duration pause, LongSupplier nanos) {
		this.store = store;
		this.pause = pause;
		this.nanos = nanos;
	}

	void start() {
		attempt(this.nanos.getAsLong(), false);
	}

	@SuppressWarnings("FutureReturnValueIgnored") // its outcome is logged
	private void attempt(long started, boolean warned) {
		this.store.prepare().whenComplete((done, ex) -> ended(ex, started, warned));
	}

	@SuppressWarnings("FutureReturnValueIgnored") // the next attempt logs its outcome
	private void ended(@Nullable Throwable failure, long started, boolean warned) {
		if (this.closed) {
			return;
		}
		long waited = TimeUnit.NANOSECONDS.toMillis(this.nanos.getAsLong() - started);
		if (failure != null) {
			if (!warned) {
				logger.warn(
						"The store of the tagged caches is out of reach: waited {} ms for an answer. Until it"
								+ " answers, nothing is cached, and invalidations fail",
						waited, Futures.cause(failure));
			}
			CompletableFuture.delayedExecutor(this.pause.toMillis(), TimeUnit.MILLISECONDS)
				.execute(() -> again(started));
		}
		else {
			if (warned) {
				logger.info("The store of the tagged caches answers, {} ms after the start", waited);
			}
			warn();
		}
	}

	@SuppressWarnings("FutureReturnValueIgnored") // a store that tells nothing is no
													// problem
	private void warn() {
		this.store.warnings().thenAccept((warnings) -> warnings.forEach(logger::warn));
	}

	private void again(long started) {
		if (!this.closed) {
			attempt(started, true);
		}
	}

	@Override
	public void close() {
		this.closed = true;
	}

}
