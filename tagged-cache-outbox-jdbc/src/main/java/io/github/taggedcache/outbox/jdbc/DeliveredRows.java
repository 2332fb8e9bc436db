package io.github.taggedcache.outbox.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Ids of rows whose invalidations are recorded in the store, and that may be deleted. The
 * callers do not wait for that, and need no second connection while they hold the first
 * one. What does not fit stays in the table, and is relayed once more. Thread safe.
 */
final class DeliveredRows {

	private static final int CAPACITY = 100_000;

	private final BlockingQueue<Long> ids = new LinkedBlockingQueue<>(CAPACITY);

	private volatile Runnable listener = () -> {
	};

	/**
	 * Has something run when ids were added.
	 * @param listener returns at once
	 */
	void onAdded(Runnable listener) {
		this.listener = listener;
	}

	void add(Collection<Long> delivered) {
		delivered.forEach(this.ids::offer);
		this.listener.run();
	}

	List<Long> take(int max) {
		List<Long> taken = new ArrayList<>();
		this.ids.drainTo(taken, max);
		return taken;
	}

	void clear() {
		this.ids.clear();
	}

}
