package io.github.taggedcache.core.load;

import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

import io.github.taggedcache.core.event.Observer;
import io.github.taggedcache.core.event.Observer.Observed;
import io.github.taggedcache.core.event.Observer.Operation;
import io.github.taggedcache.core.event.Observer.Outcome;
import io.github.taggedcache.core.event.Observer.Scope;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.store.Futures;
import org.jspecify.annotations.Nullable;

/**
 * The loader of one call, timed and observed. What the loader observes on its thread is
 * part of the load; the load is part of what was observed on the thread of the call.
 */
final class TimedLoad {

	private final String region;

	private final LoadCall call;

	private final Loader loader;

	private final LongSupplier nanoTime;

	private final RegionEvents events;

	private final Observer observer;

	private final @Nullable Object parent;

	private volatile long start;

	private volatile long nanos;

	/**
	 * Creates it, on the thread of the call.
	 */
	TimedLoad(String region, LoadCall call, Loader loader, LongSupplier nanoTime, RegionEvents events,
			Observer observer) {
		this.region = region;
		this.call = call;
		this.loader = loader;
		this.nanoTime = nanoTime;
		this.events = events;
		this.observer = observer;
		this.parent = observer.current();
	}

	/**
	 * Runs the loader on this thread, in the scope of its load. The future may complete
	 * anywhere.
	 */
	CompletableFuture<? extends @Nullable Object> run(Load load) {
		this.start = this.nanoTime.getAsLong();
		Observed observed = this.observer.begin(Operation.LOAD, this.region, this.parent);
		return begun(load, observed).whenComplete((value, ex) -> {
			this.nanos = this.nanoTime.getAsLong() - this.start;
			Throwable failure = thrown(ex);
			observed.end((failure != null) ? Outcome.FAILURE : Outcome.SUCCESS, failure);
		});
	}

	private CompletableFuture<? extends @Nullable Object> begun(Load load, Observed observed) {
		Scope scope = observed.open();
		try {
			CompletableFuture<? extends @Nullable Object> loading = this.call.scope().run(load, this.loader::begin);
			if (loading == null) {
				throw new IllegalStateException(
						"The loader of " + this.call.key() + " returned null, where it must return a future");
			}
			return loading;
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(new LoadFailedException(ex));
		}
		finally {
			scope.close();
		}
	}

	/**
	 * Tells that the load ended. Called on the executor of the call, where code of the
	 * application may run.
	 */
	void ended(@Nullable Throwable failure) {
		this.events.loaded(this.call.key(), this.nanos, thrown(failure));
	}

	private static @Nullable Throwable thrown(@Nullable Throwable failure) {
		Throwable cause = Futures.cause(failure);
		return (cause instanceof LoadFailedException failed) ? failed.thrown() : cause;
	}

	/**
	 * Begins to make the value.
	 */
	@FunctionalInterface
	interface Loader {

		CompletableFuture<? extends @Nullable Object> begin() throws Exception;

	}

}
