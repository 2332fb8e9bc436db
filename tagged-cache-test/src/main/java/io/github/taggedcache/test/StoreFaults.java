package io.github.taggedcache.test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.taggedcache.core.store.StoreException;

/**
 * Disturbs the store of a test: commands fail, or are answered late. The commands of the
 * follower as well, so the node stops trusting its own history after
 * {@code tagged-cache.max-staleness}. Safe for all threads. Before each test method the
 * store is undisturbed.
 */
public final class StoreFaults {

	private static final CompletableFuture<Void> AT_ONCE = CompletableFuture.completedFuture(null);

	private volatile Fault fault = new Fault(false, Duration.ZERO, AT_ONCE);

	/**
	 * Lets each command fail with a {@link StoreException}, until {@link #recover()}.
	 * Nothing is done in the store.
	 */
	public void fail() {
		set(new Fault(true, Duration.ZERO, AT_ONCE));
	}

	/**
	 * Sends each command to the store only after some time, until {@link #recover()}.
	 * @param duration how late
	 * @throws IllegalArgumentException if the duration is negative
	 */
	public void delay(Duration duration) {
		if (duration.isNegative()) {
			throw new IllegalArgumentException("A delay cannot be negative: " + duration);
		}
		set(new Fault(false, duration, AT_ONCE));
	}

	/**
	 * Holds each command back until {@link #recover()}. Who waits for an answer waits
	 * that long, so the command must be sent on another thread than the test's.
	 */
	public void hold() {
		set(new Fault(false, Duration.ZERO, new CompletableFuture<>()));
	}

	/**
	 * Ends all faults. Commands that were held back are sent now.
	 */
	public void recover() {
		set(new Fault(false, Duration.ZERO, AT_ONCE));
	}

	/**
	 * Ends the fault before. What it held back is sent on this thread.
	 */
	private void set(Fault next) {
		replace(next).gate().complete(null);
	}

	private synchronized Fault replace(Fault next) {
		Fault before = this.fault;
		this.fault = next;
		return before;
	}

	<T> CompletableFuture<T> disturb(String command, Supplier<CompletableFuture<T>> send) {
		Fault now = this.fault;
		if (now.failing()) {
			return CompletableFuture
				.failedFuture(new StoreException("StoreFaults.fail(): the store does not answer to " + command, null));
		}
		if (!now.delay().isZero()) {
			return CompletableFuture.runAsync(() -> {
			}, CompletableFuture.delayedExecutor(now.delay().toMillis(), TimeUnit.MILLISECONDS))
				.thenCompose((late) -> send.get());
		}
		return now.gate().isDone() ? send.get() : now.gate().thenCompose((opened) -> send.get());
	}

	/**
	 * What happens to commands.
	 *
	 * @param failing whether they fail
	 * @param delay how late they are sent
	 * @param gate they are sent when it completes
	 */
	private record Fault(boolean failing, Duration delay, CompletableFuture<Void> gate) {

	}

}
