package io.github.taggedcache.invalidation;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.result.EndOfCall;
import io.github.taggedcache.template.Outcome;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

/**
 * The invalidations of one call, as the end of its future or publisher: the caller sees
 * the end when they are recorded, or a failure if they could not be.
 */
final class AsyncInvalidation implements EndOfCall {

	private final TagInvalidation invalidation;

	private final CompletableFuture<Void> before;

	AsyncInvalidation(TagInvalidation invalidation, CompletableFuture<Void> before) {
		this.invalidation = invalidation;
		this.before = before;
	}

	@Override
	public EndOfCall of(ContextView context) {
		TagInvalidation own = this.invalidation.of(context);
		return (own != this.invalidation) ? new AsyncInvalidation(own, this.before) : this;
	}

	@Override
	public boolean needsResult() {
		return this.invalidation.needsResult();
	}

	@Override
	public CompletableFuture<Void> succeeded(@Nullable Object result) {
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
	 * Invalidates after an exception, which the caller gets. A failure of the
	 * invalidation is added to that exception, and the invalidation is sent again later.
	 */
	@Override
	public CompletableFuture<Void> failed(Throwable thrown) {
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
	 * Invalidates after an exception that was thrown instead of a future or publisher.
	 * The invalidation is sent when this method returns, and is sent again later if it
	 * fails.
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // its outcome is dealt with
	void failedAtOnce(Throwable thrown) {
		failed(thrown);
	}

	/**
	 * Invalidates after a cancellation, since the method may have changed something. This
	 * is no success with null: a condition that looks at the result would not be met
	 * then.
	 */
	@Override
	@SuppressWarnings("FutureReturnValueIgnored") // nobody is left to be told
	public void cancelled() {
		failed(new CancellationException());
	}

}
