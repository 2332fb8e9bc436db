package io.github.taggedcache.core.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What {@link CompletableFuture} leaves out: causes without wrappings, stages that keep
 * to their executor, and lists of futures.
 */
public final class Futures {

	private Futures() {
	}

	/**
	 * The exception that made a future fail.
	 * @param ex the exception that a stage was given, or null
	 * @return the exception without the wrappings that stages add
	 */
	public static @Nullable Throwable cause(@Nullable Throwable ex) {
		Throwable cause = ex;
		while ((cause instanceof CompletionException || cause instanceof ExecutionException)
				&& cause.getCause() != null) {
			cause = cause.getCause();
		}
		return cause;
	}

	/**
	 * Waits for an answer of the store.
	 * @param <T> the type of the answer
	 * @param answer the answer
	 * @return its value
	 * @throws StoreException if the store failed, or the thread was interrupted
	 */
	public static <T extends @Nullable Object> T await(CompletableFuture<T> answer) {
		try {
			return answer.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new StoreException("Interrupted while waiting for the store", ex);
		}
		catch (ExecutionException ex) {
			Throwable cause = cause(ex);
			if (cause instanceof RuntimeException runtime) {
				throw runtime;
			}
			if (cause instanceof Error error) {
				throw error;
			}
			throw new StoreException("The store failed", cause);
		}
	}

	/**
	 * A future that fails with the cause itself, for callers that look at its exception.
	 * @param <T> the type of the value
	 * @param future a future
	 * @return one with the same outcome
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // the outcome goes to the other future
	public static <T> CompletableFuture<T> unwrapped(CompletableFuture<T> future) {
		CompletableFuture<T> unwrapped = new CompletableFuture<>();
		future.whenComplete((value, ex) -> complete(unwrapped, value, ex));
		return unwrapped;
	}

	/**
	 * Runs the next step on an executor. Steps after a failed future run on the executor,
	 * too. A plain asynchronous stage would be skipped together with its executor, and
	 * the steps after it would run on the thread that brought the failure.
	 * @param <T> the type of the value
	 * @param <R> the type of the next value
	 * @param future the future
	 * @param next the next step
	 * @param executor runs the next step
	 * @return the outcome of the next step, or the failure
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // the inner future is composed
	public static <T extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> compose(
			CompletableFuture<T> future, Function<T, CompletableFuture<R>> next, Executor executor) {
		return future
			.handleAsync((value, ex) -> (ex != null) ? CompletableFuture.<R>failedFuture(ex) : next.apply(value),
					executor)
			.thenCompose(Function.identity());
	}

	/**
	 * Runs the next step: at once, on this thread, if the value is there, else on an
	 * executor.
	 * @param <T> the type of the value
	 * @param <R> the type of the next value
	 * @param future the future
	 * @param next the next step
	 * @param executor runs the next step, if the value is not there yet
	 * @return the outcome of the next step, or the failure
	 */
	public static <T extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> then(
			CompletableFuture<T> future, Function<T, CompletableFuture<R>> next, Executor executor) {
		return future.isDone() ? future.thenCompose(next) : compose(future, next, executor);
	}

	/**
	 * Waits for all futures, without a thread.
	 * @param <T> the type of the values
	 * @param parts the futures
	 * @return the values, in the order of the futures; fails when all have ended and one
	 * of them failed
	 */
	public static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> parts) {
		return CompletableFuture.allOf(parts.toArray(CompletableFuture<?>[]::new))
			.thenApply((done) -> parts.stream().map(CompletableFuture::join).toList());
	}

	/**
	 * Ends a future with the cause itself, or with a value.
	 * @param <T> the type of the value
	 * @param future the future
	 * @param value the value
	 * @param ex the failure, or null
	 */
	public static <T extends @Nullable Object> void complete(CompletableFuture<T> future, T value,
			@Nullable Throwable ex) {
		Throwable cause = cause(ex);
		if (cause != null) {
			future.completeExceptionally(cause);
		}
		else {
			future.complete(value);
		}
	}

}
