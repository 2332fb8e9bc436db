package io.github.taggedcache.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.taggedcache.TaggedCache;
import org.HdrHistogram.Histogram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long after an invalidation has returned on one of three instances the others still
 * serve the entry from their memory.
 */
public final class InvalidationDelay {

	private static final Logger logger = LoggerFactory.getLogger(InvalidationDelay.class);

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
		logger.info("Delay in us: p50 {}, p90 {}, p99 {}, p99.9 {}, max {} (of {})", micros(delays, 50),
				micros(delays, 90), micros(delays, 99), micros(delays, 99.9), micros(delays, 100),
				delays.getTotalCount());
	}

	private static long micros(Histogram delays, double percentile) {
		return TimeUnit.NANOSECONDS.toMicros(delays.getValueAtPercentile(percentile));
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
