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
	 * @param loader a loader that may run on another thread, and more than once
	 * @return the same loader, with the context
	 */
	static <T extends @Nullable Object> Callable<T> capture(Callable<T> loader) {
		Carrier carrier = capture();
		return () -> carrier.call(loader);
	}

	/**
	 * Captures the context of this thread.
	 * @return runs tasks in this context, on any thread
	 */
	static Carrier capture() {
		return PROPAGATED ? new Propagation() : Carrier.NONE;
	}

	/**
	 * Runs tasks in a context.
	 */
	interface Carrier {

		/** The context is what the thread has. */
		Carrier NONE = new Carrier() {

			@Override
			public <T extends @Nullable Object> T call(Callable<T> task) throws Exception {
				return task.call();
			}

		};

		/**
		 * Runs a task in the context.
		 */
		<T extends @Nullable Object> T call(Callable<T> task) throws Exception;

	}

	/**
	 * Only loaded where context propagation is.
	 */
	private static final class Propagation implements Carrier {

		private static final TaskDecorator DECORATOR = new ContextPropagatingTaskDecorator();

		@SuppressWarnings("ThreadLocalUsage") // several threads may use one context
		private final ThreadLocal<@Nullable Runnable> task = new ThreadLocal<>();

		private final Runnable inContext = DECORATOR.decorate(() -> {
			Runnable running = this.task.get();
			if (running != null) {
				running.run();
			}
		});

		@Override
		public <T extends @Nullable Object> T call(Callable<T> task) throws Exception {
			Outcome<T> outcome = new Outcome<>(task);
			outcome.load = LoadScope.bound();
			this.task.set(outcome);
			try {
				this.inContext.run();
			}
			finally {
				this.task.remove();
			}
			return outcome.get();
		}

	}

	/**
	 * What a task gave or threw.
	 */
	private static final class Outcome<T extends @Nullable Object> implements Runnable {

		private final Callable<T> task;

		/**
		 * What the loader works for. The load of its caller comes along with the context.
		 */
		private @Nullable Bound load;

		private @Nullable T value;

		private @Nullable Exception thrown;

		Outcome(Callable<T> task) {
			this.task = task;
		}

		@Override
		public void run() {
			Bound outer = LoadScope.bound();
			LoadScope.bind(this.load);
			try {
				this.value = this.task.call();
			}
			catch (Exception ex) {
				this.thrown = ex;
			}
			finally {
				LoadScope.bind(outer);
			}
		}

		@SuppressWarnings("NullAway") // the value is what the task gave
		T get() throws Exception {
			if (this.thrown != null) {
				throw this.thrown;
			}
			return this.value;
		}

	}

}
