package io.github.taggedcache.cache;

import java.util.List;
import java.util.concurrent.Executor;

import io.github.taggedcache.core.event.Observer.Observed;
import io.github.taggedcache.core.event.Observer.Outcome;
import io.github.taggedcache.core.event.Observer.Scope;
import org.jspecify.annotations.Nullable;

/**
 * One call of a cached method, timed and observed: from the call to the end of the
 * method, or to the value of its future or publisher.
 */
final class MethodLoad {

	private final List<InvocationCache> views;

	private final Observed observed;

	private final long start = System.nanoTime();

	private MethodLoad(List<InvocationCache> views, Observed observed) {
		this.views = views;
		this.observed = observed;
	}

	/**
	 * Begins. Observed is the load for the first cache that was asked in vain; a call
	 * that no cache was asked for is no load.
	 */
	static MethodLoad begin(List<InvocationCache> views) {
		for (InvocationCache view : views) {
			Observed observed = view.observe();
			if (observed != null) {
				return new MethodLoad(views, observed);
			}
		}
		return new MethodLoad(views, Observed.NONE);
	}

	/**
	 * Makes the load the parent of what the method observes on this thread.
	 */
	Scope open() {
		return this.observed.open();
	}

	/**
	 * Ends.
	 * @param elsewhere whether the end may have come on a thread where no code of the
	 * application may run
	 */
	void end(@Nullable Throwable failure, boolean elsewhere) {
		long nanos = System.nanoTime() - this.start;
		this.observed.end((failure != null) ? Outcome.FAILURE : Outcome.SUCCESS, failure);
		for (InvocationCache view : this.views) {
			Executor executor = elsewhere ? view.executor() : Runnable::run;
			executor.execute(() -> view.loaded(nanos, failure));
		}
	}

}
