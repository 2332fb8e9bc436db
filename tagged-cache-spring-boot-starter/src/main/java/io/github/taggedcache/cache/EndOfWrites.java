package io.github.taggedcache.cache;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.result.EndOfCall;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

import org.springframework.cache.interceptor.CacheOperationInvoker.ThrowableWrapper;

/**
 * The writes of a call, as the end of its future or publisher: the caller sees the end
 * when the writes are done.
 *
 * @param invocation the call
 */
record EndOfWrites(Invocation invocation) implements EndOfCall {

	/**
	 * Takes note of the reactive transaction of a subscriber.
	 */
	@Override
	public EndOfCall of(ContextView context) {
		this.invocation.transaction().subscribed(context);
		return this;
	}

	/**
	 * In a reactive transaction that has made anything old, nothing that was looked up is
	 * served: the look was made before the transaction was known.
	 */
	@Override
	public @Nullable Object source(Object result) {
		return this.invocation.source(result);
	}

	@Override
	public boolean needsResult() {
		return false;
	}

	@Override
	public CompletableFuture<Void> succeeded(@Nullable Object result) {
		this.invocation.endLoad(null);
		JoinedWrites writes = this.invocation.writes();
		return writes.written()
			.whenComplete((done, ex) -> this.invocation.handOver().made(result, writes.isOfWholeValue()));
	}

	@Override
	public CompletableFuture<Void> failed(Throwable thrown) {
		this.invocation.endLoad(thrown);
		this.invocation.handOver().failed();
		return this.invocation.writes().written().exceptionally((failure) -> null);
	}

	@Override
	public void cancelled() {
		this.invocation.endLoad(new CancellationException());
		this.invocation.handOver().cut();
		CompletableFuture<Void> written = this.invocation.writes().writtenAfterCancel();
		if (written != null) {
			this.invocation.views().all().forEach((view) -> view.cancelled(written));
		}
	}

	/**
	 * The exception that the method threw instead of returning a future or publisher.
	 * Spring's interceptor wraps the exception. It unwraps the exception only if that is
	 * thrown, and not if the exception ended a future or publisher before.
	 */
	@Override
	public Throwable thrown(Throwable ex) {
		return (Futures.cause(ex) instanceof ThrowableWrapper wrapper) ? wrapper.getOriginal() : ex;
	}

}
