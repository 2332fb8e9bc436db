package io.github.taggedcache.benchmarks;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.taggedcache.benchmarks.product.TaggedApplication;
import io.github.taggedcache.core.store.Mode;

/**
 * Another instance that invalidates tags which nothing has, at a constant rate. It does
 * not wait for one before it sends the next.
 */
final class Invalidator {

	private static final int IN_FLIGHT = 256;

	private static final double TOLERATED = 0.9;

	private final TaggedApplication other = new TaggedApplication(1);

	private final Semaphore free = new Semaphore(IN_FLIGHT);

	private final int rate;

	private final Thread thread = new Thread(this::run, "invalidator");

	private volatile boolean stopped;

	private double reached;

	Invalidator(int rate) {
		this.rate = rate;
		this.thread.start();
	}

	private void run() {
		double pause = (double) TimeUnit.SECONDS.toNanos(1) / this.rate;
		long start = System.nanoTime();
		long done = 0;
		for (; !this.stopped; done++) {
			invalidate("other:" + done);
			long early = start + (long) (done * pause) - System.nanoTime();
			if (early > 0) {
				LockSupport.parkNanos(early);
			}
		}
		this.reached = done * 1e9 / (System.nanoTime() - start);
	}

	@SuppressWarnings("FutureReturnValueIgnored") // one that failed frees its place as
													// well
	private void invalidate(String tag) {
		this.free.acquireUninterruptibly();
		this.other.node().invalidate(List.of(tag), Mode.HARD).whenComplete((done, ex) -> this.free.release());
	}

	/**
	 * Stops it, and fails where it was slower than it claims.
	 */
	void stop() throws InterruptedException {
		this.stopped = true;
		this.thread.join();
		this.other.close();
		if (this.reached < TOLERATED * this.rate) {
			throw new IllegalStateException(
					"%.0f and not %d invalidations a second".formatted(this.reached, this.rate));
		}
	}

}
