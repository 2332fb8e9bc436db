package io.github.taggedcache.cache;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.github.taggedcache.core.event.Observer.Observed;
import io.github.taggedcache.core.event.Observer.Outcome;
import io.github.taggedcache.core.event.Observer.Scope;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the method of a call: whether it is called, how long it takes for the
 * regions that were asked in vain, and what fails after it.
 */
final class MethodLoad {

	private volatile boolean called;

	private @Nullable Run run;

	private @Nullable LateFailure lateFailure;

	/**
	 * Whether the method was called.
	 */
	boolean isCalled() {
		return this.called;
	}

	/**
	 * Takes note that the method is about to be called.
	 */
	void begin() {
		this.called = true;
	}

	/**
	 * Begins to observe the method as a load for the first cache that was asked in vain.
	 * A call that no cache was asked for is no load.
	 * @return ends when the method has returned; until then the load is the parent of
	 * what the method observes on this thread
	 */
	Scope observe(List<InvocationCache> views) {
		Run begun = Run.begin(views);
		synchronized (this) {
			this.run = begun;
		}
		return begun.observed().open();
	}

	/**
	 * Takes note of the end of the method, or of its future or publisher. The first end
	 * counts.
	 * @param elsewhere whether the end may have come on a thread where no code of the
	 * application may run
	 */
	void end(@Nullable Throwable failure, boolean elsewhere) {
		Run ended;
		synchronized (this) {
			ended = this.run;
			this.run = null;
		}
		if (ended != null) {
			ended.end(failure, elsewhere);
		}
	}

	/**
	 * The failure of what came after the method. It is made when it is needed, since a
	 * hit needs none.
	 */
	synchronized LateFailure lateFailure() {
		if (this.lateFailure == null) {
			this.lateFailure = new LateFailure();
		}
		return this.lateFailure;
	}

	/**
	 * One run of the method.
	 *
	 * @param views the views of the call
	 * @param observed observes the run
	 * @param start when it began, in ns
	 */
	private record Run(List<InvocationCache> views, Observed observed, long start) {

		static Run begin(List<InvocationCache> views) {
			for (InvocationCache view : views) {
				Observed observed = view.asked().observe();
				if (observed != null) {
					return new Run(views, observed, System.nanoTime());
				}
			}
			return new Run(views, Observed.NONE, System.nanoTime());
		}

		void end(@Nullable Throwable failure, boolean elsewhere) {
			long nanos = System.nanoTime() - this.start;
			this.observed.end((failure != null) ? Outcome.FAILURE : Outcome.SUCCESS, failure);
			for (InvocationCache view : this.views) {
				Executor executor = elsewhere ? view.access().executor() : Runnable::run;
				try {
					executor.execute(() -> view.asked().loaded(nanos, failure));
				}
				catch (RejectedExecutionException | OutOfMemoryError ex) {
					// Nobody counts this load: the call has its outcome all the same
				}
			}
		}

	}

}
