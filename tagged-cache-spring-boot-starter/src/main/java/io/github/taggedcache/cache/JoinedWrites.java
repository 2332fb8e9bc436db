package io.github.taggedcache.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.taggedcache.core.load.LoadScope;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.result.ContextOfResult;
import io.github.taggedcache.result.ElementPasses;
import org.jspecify.annotations.Nullable;

/**
 * The writes of a call. A caller of a method with a future or publisher waits for them by
 * that; any other caller waits for each on its own thread.
 */
final class JoinedWrites {

	/** How long the next caller waits at most for a source that is in a long pass. */
	private static final long LONGEST_PASS_MILLIS = 1000;

	private final AnnotatedCall call;

	private @Nullable List<CompletableFuture<?>> writes;

	private @Nullable ElementPasses passes;

	JoinedWrites(AnnotatedCall call) {
		this.call = call;
	}

	/**
	 * Waits for a write, which throws what it fails with. In an asynchronous call it is
	 * joined instead: its failure is told, as nobody may see the exception.
	 * @param failure is told of a failure, on the executor
	 */
	void write(CompletableFuture<?> write, Consumer<RuntimeException> failure, Executor executor) {
		if (this.call.isAsync()) {
			add(handled(write, failure, executor));
		}
		else {
			Futures.await(write);
		}
	}

	/**
	 * A write whose failure is told. What is thrown then fails the write again.
	 */
	static CompletableFuture<?> handled(CompletableFuture<?> write, Consumer<RuntimeException> failure,
			Executor executor) {
		return write.handleAsync((done, ex) -> {
			Throwable cause = Futures.cause(ex);
			if (cause != null) {
				failure.accept((cause instanceof RuntimeException runtime) ? runtime
						: new StoreException("The store failed", cause));
			}
			return done;
		}, executor);
	}

	/**
	 * Joins a write to the future or publisher that the method returns.
	 */
	synchronized void add(CompletableFuture<?> write) {
		if (this.writes == null) {
			this.writes = new ArrayList<>(1);
		}
		this.writes.add(write);
	}

	/**
	 * The writes that were joined so far.
	 * @return completes when all of them have, and fails if one of them did
	 */
	synchronized CompletableFuture<Void> written() {
		return (this.writes == null) ? CompletableFuture.completedFuture(null)
				: CompletableFuture.allOf(this.writes.toArray(CompletableFuture<?>[]::new));
	}

	/**
	 * What the method returned; a publisher with the scope of the load in its context,
	 * and a Flux in a form that tells when its elements come.
	 */
	synchronized @Nullable Object watched(@Nullable Object result, LoadScope scope) {
		if (result == null || !this.call.isReactive()) {
			return result;
		}
		Object scoped = ContextOfResult.with(result, LoadScopeAccessor.KEY, scope.toBind());
		if (!ElementPasses.has(result)) {
			return scoped;
		}
		this.passes = new ElementPasses();
		return this.passes.watch(scoped);
	}

	private synchronized @Nullable ElementPasses passes() {
		return this.passes;
	}

	/**
	 * Whether what ends the call is its whole value, and not the end of its elements.
	 */
	boolean isOfWholeValue() {
		return passes() == null;
	}

	/**
	 * What may still be written after a subscriber cancelled: what the method hands over
	 * at this moment.
	 * @return completes when it is written, or soon; null if nothing can be
	 */
	@Nullable CompletableFuture<Void> writtenAfterCancel() {
		ElementPasses current = passes();
		return (current != null) ? current.end()
			.thenCompose((done) -> written())
			.completeOnTimeout(null, LONGEST_PASS_MILLIS, TimeUnit.MILLISECONDS) : null;
	}

}
