package io.github.taggedcache.benchmarks.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.taggedcache.benchmarks.product.Article;
import io.github.taggedcache.benchmarks.product.ArticleCache;
import io.github.taggedcache.benchmarks.product.Product;
import io.github.taggedcache.benchmarks.product.Server;
import io.github.taggedcache.benchmarks.result.Estimate;
import io.github.taggedcache.benchmarks.result.Result;
import org.HdrHistogram.Histogram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long after an invalidation has returned on one of three instances the others still
 * serve the entry from their memory.
 */
public final class InvalidationDelay implements Program {

	private static final Logger logger = LoggerFactory.getLogger(InvalidationDelay.class);

	private static final int WARM_UP = 50;

	private static final long LONGEST = TimeUnit.SECONDS.toNanos(5);

	/** What a message about the put may still need to arrive. */
	private static final long SETTLING = TimeUnit.MILLISECONDS.toNanos(2);

	private static final long STILL_SERVED = Long.MIN_VALUE;

	private static final Long KEY = 1L;

	private static final String[] TAGS = Article.tags(KEY, 3);

	@Override
	public List<Result> run(Length length) throws InterruptedException {
		List<Result> results = new ArrayList<>();
		for (Product product : List.of(Product.TAGGED, Product.JETCACHE, Product.REDISSON_LOCAL_CACHED_MAP)) {
			Server.flush();
			try (ArticleCache first = product.open();
					ArticleCache second = product.open();
					ArticleCache third = product.open()) {
				results.add(measure(product, first, List.of(second, third), length.rounds()));
			}
		}
		return results;
	}

	private static Result measure(Product product, ArticleCache first, List<ArticleCache> others, int rounds)
			throws InterruptedException {
		Histogram delays = new Histogram(3);
		List<Long> all = new ArrayList<>();
		int goneOn = 0;
		for (int round = -WARM_UP; round < rounds; round++) {
			for (long measured : round(first, others)) {
				if (measured >= LONGEST) {
					goneOn++;
				}
				else if (round >= 0) {
					delays.recordValue(measured);
					all.add(measured);
				}
			}
		}
		if (goneOn > 0 && product == Product.TAGGED) {
			throw new IllegalStateException("Another instance goes on to serve what was invalidated");
		}
		Result result = new Result("InvalidationDelay", product, Map.of("instances", "3"),
				Estimate.of(all.stream().mapToDouble((delay) -> delay / 1e3).toArray()), "us",
				Map.of("never", (double) goneOn, "p50 us", micros(delays, 50), "p99 us", micros(delays, 99), "p99.9 us",
						micros(delays, 99.9), "max us", micros(delays, 100)));
		logger.info("{}", result);
		return result;
	}

	private static double micros(Histogram delays, double percentile) {
		return delays.getValueAtPercentile(percentile) / 1e3;
	}

	/**
	 * Gives the delay of each of the others; the longest one where it goes on to serve.
	 */
	private static long[] round(ArticleCache first, List<ArticleCache> others) throws InterruptedException {
		first.put(KEY, Article.of(KEY), TAGS);
		LockSupport.parkNanos(SETTLING);
		others.forEach(InvalidationDelay::awaitHit);
		long[] ended = new long[others.size()];
		CountDownLatch ready = new CountDownLatch(others.size());
		List<Thread> readers = new ArrayList<>();
		for (int i = 0; i < ended.length; i++) {
			int number = i;
			Thread reader = new Thread(() -> ended[number] = poll(others.get(number), ready));
			reader.start();
			readers.add(reader);
		}
		ready.await();
		first.invalidate(KEY, TAGS[0]);
		long returned = System.nanoTime();
		long[] delays = new long[ended.length];
		for (int i = 0; i < ended.length; i++) {
			readers.get(i).join();
			delays[i] = (ended[i] != STILL_SERVED) ? Math.max(0, ended[i] - returned) : LONGEST;
		}
		return delays;
	}

	private static void awaitHit(ArticleCache cache) {
		long end = System.nanoTime() + LONGEST;
		while (cache.get(KEY, TAGS) == null) {
			if (System.nanoTime() - end > 0) {
				throw new IllegalStateException("Another instance does not find what was put");
			}
			LockSupport.parkNanos(100_000);
		}
	}

	/**
	 * Reads until nothing is served, and gives the time of that, or that it goes on. Two
	 * cores may have to do for three instances, so it leaves some time to the others.
	 */
	private static long poll(ArticleCache cache, CountDownLatch ready) {
		ready.countDown();
		long end = System.nanoTime() + LONGEST;
		while (cache.get(KEY, TAGS) != null) {
			if (System.nanoTime() - end > 0) {
				return STILL_SERVED;
			}
			LockSupport.parkNanos(20_000);
		}
		return System.nanoTime();
	}

}
