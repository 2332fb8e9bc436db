package io.github.taggedcache.core.load;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.taggedcache.core.store.Futures;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one call, one after the other, each on the executor of the call: whatever
 * a step waits for, nothing of the call runs on the thread that brings it.
 * <p>
 * Each step works for the load that the call has begun; before that, for the load whose
 * loader made the call. So a template, a codec or a listener that makes a call of its own
 * does not wait for a load that waits for this step.
 */
final class Steps {

	private final Executor executor;

	/** What the call waits for now. */
	private volatile CompletableFuture<?> awaited = CompletableFuture.completedFuture(null);

	/** What the call waits for now, if that is a load of another caller. */
	private volatile @Nullable CompletableFuture<?> joined;

	/** What the steps work for. */
	private volatile @Nullable Load load = LoadScope.currentLoad();

	/**
	 * Creates the steps, on the thread of the call.
	 */
	Steps(Executor executor) {
		this.executor = (step) -> executor.execute(() -> LoadScope.<@Nullable Void>workFor(this.load, () -> {
			step.run();
			return null;
		}));
	}

	Executor executor() {
		return this.executor;
	}

	/**
	 * Begins a load of this call. The steps that follow work for it as well.
	 */
	<T extends @Nullable Object> CompletableFuture<T> begin(Load load, Supplier<CompletableFuture<T>> first) {
		this.load = load;
		return LoadScope.workFor(load, first);
	}

	/**
	 * Goes on with an answer. A failure skips what comes next.
	 */
	<T extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> after(CompletableFuture<T> answer,
			Function<T, CompletableFuture<R>> next) {
		return always(answer,
				(value, failure) -> (failure != null) ? CompletableFuture.failedFuture(failure) : next.apply(value));
	}

	/**
	 * Goes on with an answer or a failure.
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // the inner future is composed
	<T extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> always(CompletableFuture<T> answer,
			BiFunction<T, @Nullable Throwable, CompletableFuture<R>> next) {
		CompletableFuture<T> own = answer.copy();
		this.awaited = own;
		return own.handleAsync((value, ex) -> next.apply(value, Futures.cause(ex)), this.executor)
			.thenCompose(Function.identity());
	}

	/**
	 * Goes on when a load of another caller ended, or failed, or the time was over.
	 */
	<T extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> afterLoad(
			CompletableFuture<T> outcome, BiFunction<T, @Nullable Throwable, CompletableFuture<R>> next) {
		this.joined = outcome;
		return always(outcome, (value, failure) -> {
			this.joined = null;
			return next.apply(value, failure);
		});
	}

	/**
	 * Ends what the call waits for: the thread of the caller was interrupted.
	 */
	void interrupt(InterruptedException ex) {
		CompletableFuture<?> load = this.joined;
		this.awaited
			.completeExceptionally((load != null) ? new LoadFailedException(ex) : CallingThread.interrupted(ex));
		if (load != null) {
			load.cancel(false);
		}
	}

}
