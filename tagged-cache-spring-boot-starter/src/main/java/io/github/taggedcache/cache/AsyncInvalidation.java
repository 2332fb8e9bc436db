package io.github.taggedcache.cache;

import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.store.Futures;
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
		catch (Throwable ex) {
			after = CompletableFuture.failedFuture(ex);
		}
		return CompletableFuture.allOf(this.before, after);
	}

	/**
	 * After an exception.
	 * @return never fails: what went wrong is added to the exception, and what was not
	 * recorded is sent again later
	 */
	CompletableFuture<Void> failed(Throwable thrown) {
		CompletableFuture<Void> after;
		try {
			after = this.invalidation.start(Outcome.exception());
		}
		catch (Throwable ex) {
			after = CompletableFuture.failedFuture(ex);
		}
		return CompletableFuture.allOf(this.before, after).exceptionally((ex) -> {
			Throwable cause = Futures.cause(ex);
			if (cause != null && cause != thrown) {
				thrown.addSuppressed(cause);
				this.invalidation.retryFailed(cause);
			}
			return null;
		});
	}

	/**
	 * After an exception that was thrown instead of a future or publisher. It is sent
	 * when this method returns; what is not recorded is sent again later.
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // its outcome is dealt with
	void failedAtOnce(Throwable thrown) {
		failed(thrown);
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
