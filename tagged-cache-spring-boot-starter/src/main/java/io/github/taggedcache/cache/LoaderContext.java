package io.github.taggedcache.cache;

import java.util.concurrent.Callable;

import io.github.taggedcache.core.load.LoadScope;
import io.github.taggedcache.core.load.LoadScope.Bound;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.util.ClassUtils;

/**
 * Takes the context of a caller to the thread on which its loader runs, where
 * Micrometer's context propagation is on the class path.
 */
final class LoaderContext {

	private static final boolean PROPAGATED = ClassUtils.isPresent("io.micrometer.context.ContextSnapshotFactory",
			LoaderContext.class.getClassLoader());

	private LoaderContext() {
	}

	/**
	 * Captures the context of this thread.
	 * @param loader a loader that may run on another thread
	 * @return the same loader, with the context
	 */
	static <T extends @Nullable Object> Callable<T> capture(Callable<T> loader) {
		return PROPAGATED ? Propagation.capture(loader) : loader;
	}

	/**
	 * Only loaded where context propagation is.
	 */
	private static final class Propagation {

		private static final TaskDecorator DECORATOR = new ContextPropagatingTaskDecorator();

		private static <T extends @Nullable Object> Callable<T> capture(Callable<T> loader) {
			Outcome<T> outcome = new Outcome<>(loader);
			Runnable decorated = DECORATOR.decorate(outcome);
			return () -> {
				outcome.load = LoadScope.bound();
				decorated.run();
				return outcome.get();
			};
		}

	}

	/**
	 * What a loader gave or threw.
	 */
	private static final class Outcome<T extends @Nullable Object> implements Runnable {

		private final Callable<T> loader;

		/**
		 * What the loader works for. The load of its caller comes along with the context.
		 */
		private @Nullable Bound load;

		private @Nullable T value;

		private @Nullable Exception thrown;

		Outcome(Callable<T> loader) {
			this.loader = loader;
		}

		@Override
		public void run() {
			Bound outer = LoadScope.bound();
			LoadScope.bind(this.load);
			try {
				this.value = this.loader.call();
			}
			catch (Exception ex) {
				this.thrown = ex;
			}
			finally {
				LoadScope.bind(outer);
			}
		}

		@SuppressWarnings("NullAway") // the value is what the loader gave
		T get() throws Exception {
			if (this.thrown != null) {
				throw this.thrown;
			}
			return this.value;
		}

	}

}
