package io.github.taggedcache.core.load;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.github.taggedcache.core.load.LoadedValue.HandedOver;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.timeout.LoadTimeoutException;
import io.github.taggedcache.core.timeout.LoadTimeouts;
import org.jspecify.annotations.Nullable;

/**
 * What a caller gets of a load that has limits. The load itself goes on.
 */
public final class LimitedLoad {

	private final LoadTimeouts timeouts;

	private final TimeLimit limit;

	/**
	 * Creates it.
	 * @param timeouts the limits
	 * @param limit tells when they are over
	 */
	public LimitedLoad(LoadTimeouts timeouts, TimeLimit limit) {
		this.timeouts = timeouts;
		this.limit = limit;
	}

	/**
	 * Limits how long a caller waits.
	 * @param loading the load
	 * @param stale gives a stale value, or null; asked when the soft limit is over, on a
	 * thread where nothing of the application may run
	 * @param late makes the exception for a caller that waits no longer
	 * @param steps runs what the caller does with the exception
	 * @return the value of the load, or the stale one
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // the outcome goes to the answer
	public CompletableFuture<@Nullable Object> of(CompletableFuture<? extends @Nullable Object> loading,
			Supplier<CompletableFuture<@Nullable HandedOver>> stale, Supplier<LoadTimeoutException> late,
			Executor steps) {
		CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
		loading.whenComplete((value, ex) -> Futures.complete(answer, value, ex));
		after(this.timeouts.soft(), answer, () -> stale.get().thenAccept((found) -> {
			if (found != null) {
				answer.complete(found.value());
			}
		}));
		after(this.timeouts.hard(), answer, () -> steps.execute(() -> answer.completeExceptionally(late.get())));
		return answer;
	}

	@SuppressWarnings("FutureReturnValueIgnored") // only its time matters
	private void after(Duration time, CompletableFuture<?> answer, Runnable action) {
		if (time.isZero() || answer.isDone()) {
			return;
		}
		CompletableFuture<@Nullable Object> over = new CompletableFuture<>();
		over.thenRun(() -> {
			if (!answer.isDone()) {
				action.run();
			}
		});
		this.limit.set(over, time);
		answer.whenComplete((value, ex) -> over.cancel(false));
	}

}
