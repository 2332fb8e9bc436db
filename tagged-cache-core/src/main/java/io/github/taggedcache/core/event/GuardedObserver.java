package io.github.taggedcache.core.event;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An observer whose exceptions have no effect on what is observed. They are logged, once
 * for each class of exception.
 */
public final class GuardedObserver implements Observer {

	private static final Logger logger = LoggerFactory.getLogger(GuardedObserver.class);

	private final Set<Class<?>> met = ConcurrentHashMap.newKeySet();

	private final Observer observer;

	private GuardedObserver(Observer observer) {
		this.observer = observer;
	}

	/**
	 * Guards an observer.
	 * @param observer the observer
	 * @return the observer itself if it cannot fail
	 */
	public static Observer of(Observer observer) {
		return (observer == NONE || observer instanceof GuardedObserver) ? observer : new GuardedObserver(observer);
	}

	@Override
	public @Nullable Object current() {
		try {
			return this.observer.current();
		}
		catch (Throwable ex) {
			failed(ex);
			return null;
		}
	}

	@Override
	public Observed begin(Operation operation, String detail, @Nullable Object parent) {
		try {
			Observed observed = this.observer.begin(operation, detail, parent);
			return (observed != Observed.NONE) ? new Guarded(observed) : observed;
		}
		catch (Throwable ex) {
			failed(ex);
			return Observed.NONE;
		}
	}

	private void failed(Throwable ex) {
		if (this.met.add(ex.getClass())) {
			logger.warn("An observation of the cache failed, and goes on without what it threw: look at the handlers"
					+ " and conventions of observations. Further exceptions of this kind are not logged", ex);
		}
	}

	/**
	 * What is observed.
	 */
	private final class Guarded implements Observed {

		private final Observed observed;

		private Guarded(Observed observed) {
			this.observed = observed;
		}

		@Override
		public Scope open() {
			try {
				Scope scope = this.observed.open();
				return () -> close(scope);
			}
			catch (Throwable ex) {
				failed(ex);
				return Scope.NONE;
			}
		}

		private void close(Scope scope) {
			try {
				scope.close();
			}
			catch (Throwable ex) {
				failed(ex);
			}
		}

		@Override
		public void end(Outcome outcome, @Nullable Throwable failure) {
			try {
				this.observed.end(outcome, failure);
			}
			catch (Throwable ex) {
				failed(ex);
			}
		}

	}

}
