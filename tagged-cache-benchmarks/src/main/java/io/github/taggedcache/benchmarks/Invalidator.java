package io.github.taggedcache.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.taggedcache.benchmarks.product.ArticleCache;
import io.github.taggedcache.benchmarks.product.Product;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Another instance that invalidates tags which nothing has, at a constant rate.
 */
final class Invalidator {

	private static final Logger logger = LoggerFactory.getLogger(Invalidator.class);

	private final ArticleCache other = Product.TAGGED.open();

	private final int rate;

	private final Thread thread = new Thread(this::run, "invalidator");

	private volatile boolean stopped;

	Invalidator(int rate) {
		this.rate = rate;
		this.thread.start();
	}

	private void run() {
		long pause = TimeUnit.SECONDS.toNanos(1) / this.rate;
		long start = System.nanoTime();
		long done = 0;
		for (; !this.stopped; done++) {
			this.other.invalidate(done, "other:" + done);
			long early = start + done * pause - System.nanoTime();
			if (early > 0) {
				LockSupport.parkNanos(early);
			}
		}
		logger.info("{} invalidations a second", Math.round(done * 1e9 / (System.nanoTime() - start)));
	}

	void stop() throws InterruptedException {
		this.stopped = true;
		this.thread.join();
		this.other.close();
	}

}
