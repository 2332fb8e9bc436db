package io.github.taggedcache.cache;

import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.region.Futures;
import io.github.taggedcache.template.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Invalidations joined to a future: it completes when they are recorded, and fails if
 * they were not.
 */
final class AsyncInvalidation {

	private final TagInvalidation invalidation;

	private final CompletableFuture<Void> before;

	AsyncInvalidation(TagInvalidation invalidation, CompletableFuture<Void> before) {
		this.invalidation = invalidation;
		this.before = before;
	}

	boolean needsResult() {
		return this.invalidation.needsResult();
	}

	/**
	 * After a value.
	 * @return fails if the invalidation does
	 */
	CompletableFuture<Void> succeeded(@Nullable Object result) {
		CompletableFuture<Void> after;
		try {
			after = this.invalidation.start(Outcome.result(result));
		}
		catch (RuntimeException ex) {
			after = CompletableFuture.failedFuture(ex);
		}
		return CompletableFuture.allOf(this.before, after);
	}

	/**
	 * After an exception.
	 * @return never fails: what went wrong is added to the exception
	 */
	CompletableFuture<Void> failed(Throwable thrown) {
		CompletableFuture<Void> after;
		try {
			after = this.invalidation.start(Outcome.exception());
		}
		catch (RuntimeException ex) {
			after = CompletableFuture.failedFuture(ex);
		}
		return CompletableFuture.allOf(this.before, after).exceptionally((ex) -> {
			Throwable cause = Futures.cause(ex);
			if (cause != null && cause != thrown) {
				thrown.addSuppressed(cause);
			}
			return null;
		});
	}

	@SuppressWarnings("FutureReturnValueIgnored") // the outcome goes to the other future
	<T extends @Nullable Object> CompletableFuture<T> joined(CompletableFuture<T> future) {
		CompletableFuture<T> joined = new CompletableFuture<>();
		future.whenComplete((value, ex) -> {
			Throwable thrown = Futures.cause(ex);
			CompletableFuture<Void> invalidated = (thrown != null) ? failed(thrown) : succeeded(value);
			invalidated
				.whenComplete((done, failure) -> Futures.complete(joined, value, (thrown != null) ? thrown : failure));
		});
		return joined;
	}

}
