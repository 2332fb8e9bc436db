package io.github.taggedcache.core.follow;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what a node lost sight of: gaps, where the node missed records of the log, and
 * repairs, where the store had lost invalidations.
 */
public final class Losses {

	private final List<Runnable> repairListeners = new CopyOnWriteArrayList<>();

	private final LongAdder gaps = new LongAdder();

	private final LongAdder repairs = new LongAdder();

	/**
	 * Has something run after each repair.
	 * @param listener runs on the thread that follows the log
	 */
	public void onRepair(Runnable listener) {
		this.repairListeners.add(listener);
	}

	public long gaps() {
		return this.gaps.sum();
	}

	public long repairs() {
		return this.repairs.sum();
	}

	void countGap() {
		this.gaps.increment();
	}

	void countRepair() {
		this.repairs.increment();
	}

	void repaired() {
		this.repairListeners.forEach(Runnable::run);
	}

}
