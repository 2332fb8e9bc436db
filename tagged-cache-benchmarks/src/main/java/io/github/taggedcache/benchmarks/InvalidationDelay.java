package io.github.taggedcache.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

import io.github.taggedcache.TaggedCache;
import org.HdrHistogram.Histogram;

/**
 * How long after an invalidation has returned on one of three instances the others still
 * serve the entry from their memory.
 */
public final class InvalidationDelay {

	private static final int WARM_UP = 500;

	private static final int ROUNDS = 5000;

	private static final long KEY = 1;

	private InvalidationDelay() {
	}

	/**
	 * Measures, and prints the distribution.
	 * @param args none
	 * @throws InterruptedException if it is interrupted
	 */
	public static void main(String[] args) throws InterruptedException {
		Histogram delays = new Histogram(3);
		try (Application first = new Application();
				Application second = new Application();
				Application third = new Application()) {
			for (int round = -WARM_UP; round < ROUNDS; round++) {
				List<Long> measured = round(first, List.of(second, third));
				if (round >= 0) {
					measured.forEach(delays::recordValue);
				}
			}
		}
		System.out.printf("Delay in us: p50 %.0f, p90 %.0f, p99 %.0f, p99.9 %.0f, max %.0f (%d)%n",
				delays.getValueAtPercentile(50) / 1e3, delays.getValueAtPercentile(90) / 1e3,
				delays.getValueAtPercentile(99) / 1e3, delays.getValueAtPercentile(99.9) / 1e3,
				delays.getMaxValue() / 1e3, delays.getTotalCount());
	}

	private static List<Long> round(Application first, List<Application> others) throws InterruptedException {
		first.cache().put(KEY, Article.of(KEY), "author:1", "a", "b");
		for (Application other : others) {
			awaitNearHit(other.cache());
		}
		long[] ended = new long[others.size()];
		CountDownLatch ready = new CountDownLatch(others.size());
		List<Thread> readers = new ArrayList<>();
		for (int i = 0; i < ended.length; i++) {
			int number = i;
			Thread reader = new Thread(() -> ended[number] = poll(others.get(number).cache(), ready));
			reader.start();
			readers.add(reader);
		}
		ready.await();
		first.manager().invalidateTags("author:1");
		long returned = System.nanoTime();
		List<Long> delays = new ArrayList<>();
		for (int i = 0; i < ended.length; i++) {
			readers.get(i).join();
			delays.add(Math.max(0, ended[i] - returned));
		}
		return delays;
	}

	private static void awaitNearHit(TaggedCache cache) {
		while (cache.get(KEY) == null) {
			LockSupport.parkNanos(100_000);
		}
	}

	/**
	 * Reads until nothing is served, and gives the time of that. Two cores have to do for
	 * three instances, so it leaves some time to the others.
	 */
	private static long poll(TaggedCache cache, CountDownLatch ready) {
		ready.countDown();
		while (Objects.nonNull(cache.get(KEY))) {
			LockSupport.parkNanos(20_000);
		}
		return System.nanoTime();
	}

}
