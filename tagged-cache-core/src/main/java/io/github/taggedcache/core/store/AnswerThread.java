package io.github.taggedcache.core.store;

/**
 * Knows whether the calling thread brings answers of the store: a thread of the driver
 * that completes an answer, or the thread that follows the log. No code of the
 * application may run there.
 */
public final class AnswerThread {

	private static final ThreadLocal<Boolean> CURRENT = ThreadLocal.withInitial(() -> false);

	private AnswerThread() {
	}

	/**
	 * Whether what runs now was brought by an answer of the store.
	 * @return whether the calling thread is inside of {@link #run}
	 */
	public static boolean isCurrent() {
		return CURRENT.get();
	}

	/**
	 * Brings an answer on the calling thread.
	 * @param answer completes the answer, and runs whatever waited for it
	 */
	public static void run(Runnable answer) {
		boolean outer = CURRENT.get();
		CURRENT.set(true);
		try {
			answer.run();
		}
		finally {
			CURRENT.set(outer);
		}
	}

}
