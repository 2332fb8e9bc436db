package io.github.taggedcache.core.region;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import io.github.taggedcache.core.store.StoreException;
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
	public static <T> T await(CompletableFuture<T> answer) {
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
