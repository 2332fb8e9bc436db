package io.github.taggedcache.data.jpa.step;

/**
 * What Hibernate is doing on the calling thread, as far as statements must be told apart
 * by it. Steps may lie inside of one another.
 */
public enum Step {

	/** Changes of rows are written; each of them is an event. */
	WRITES_ROWS,

	/** Rows are read by their ids, or as a collection of a row. */
	READS_BY_ID;

	@SuppressWarnings("ThreadLocalUsage") // one counter for each step, for all contexts
	private final ThreadLocal<int[]> depth = ThreadLocal.withInitial(() -> new int[1]);

	/**
	 * Whether the calling thread is in this step.
	 * @return whether it is
	 */
	public boolean isRunning() {
		return this.depth.get()[0] > 0;
	}

	/**
	 * Runs work as this step.
	 * @param work the work
	 */
	public void run(Runnable work) {
		int[] depth = this.depth.get();
		depth[0]++;
		try {
			work.run();
		}
		finally {
			depth[0]--;
		}
	}

}
