package io.github.taggedcache.data.jpa.step;

import io.github.taggedcache.core.load.LoadScope;
import org.jspecify.annotations.Nullable;

/**
 * What Hibernate is doing on the calling thread, as far as statements must be told apart
 * by it. Steps may lie inside of one another.
 * <p>
 * A step belongs to the load that the thread worked for when the step began. A load that
 * begins inside of a step, because an entity listener calls a cached method, is no part
 * of that step.
 */
public enum Step {

	/** Changes of rows are written; each of them is an event. */
	WRITES_ROWS,

	/**
	 * Rows are read by their ids, or as a collection of a row. The rows say all that the
	 * statements could say.
	 */
	READS_BY_ID,

	/**
	 * Rows of a collection are read through a filter, whose statement may read more than
	 * the rows say.
	 */
	READS_FILTERED;

	@SuppressWarnings({ "ThreadLocalUsage", "ImmutableEnumChecker" }) // one for each
																		// step, for
																		// all contexts
	private final ThreadLocal<@Nullable Running> running = new ThreadLocal<>();

	/**
	 * Whether the calling thread is in this step.
	 * @return whether it is
	 */
	public boolean isRunning() {
		Running step = this.running.get();
		return step != null && step.scope == LoadScope.current();
	}

	/**
	 * Runs work as this step.
	 * @param work the work
	 */
	public void run(Runnable work) {
		run(new Running(LoadScope.current()), work);
	}

	/**
	 * Runs work as if this step had not begun.
	 * @param work the work
	 */
	public void pause(Runnable work) {
		run(null, work);
	}

	private void run(@Nullable Running inner, Runnable work) {
		Running outer = this.running.get();
		this.running.set(inner);
		try {
			work.run();
		}
		finally {
			this.running.set(outer);
		}
	}

	/**
	 * A step that began.
	 */
	private static final class Running {

		private final @Nullable LoadScope scope;

		private Running(@Nullable LoadScope scope) {
			this.scope = scope;
		}

	}

}
