package io.github.taggedcache.core.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Futures without their wrappings.
 */
public final class Futures {

	private Futures() {
	}

	/**
	 * What made a future fail.
	 * @param ex what a stage was given, or null
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
	 * @return what it is
	 * @throws StoreException if there is none
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
	 * A future that fails with the cause itself, as callers expect who look at the
	 * exception of the future that they were given.
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
	 * Goes on with the value of a future on an executor. What fails goes on there as
	 * well: a failure skips an asynchronous stage and takes its executor with it, so that
	 * whatever follows would run on the thread that brought the failure.
	 * @param <T> the type of the value
	 * @param <R> the type of the next value
	 * @param future the future
	 * @param next what comes after it
	 * @param executor where that runs
	 * @return what came after it, or the failure
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
	 * Goes on with the value of a future: at once, on this thread, if it is there, else
	 * on an executor.
	 * @param <T> the type of the value
	 * @param <R> the type of the next value
	 * @param future the future
	 * @param next what comes after it
	 * @param executor where that runs, if the value is not there yet
	 * @return what came after it, or the failure
	 */
	public static <T extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> then(
			CompletableFuture<T> future, Function<T, CompletableFuture<R>> next, Executor executor) {
		return future.isDone() ? future.thenCompose(next) : compose(future, next, executor);
	}

	/**
	 * Ends a future with the cause itself, or with a value.
	 * @param <T> the type of the value
	 * @param future the future
	 * @param value the value
	 * @param ex what went wrong, or null
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
