package io.github.taggedcache.benchmarks.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import io.github.taggedcache.benchmarks.product.Article;
import io.github.taggedcache.benchmarks.product.ArticleCache;
import io.github.taggedcache.benchmarks.product.Product;
import io.github.taggedcache.benchmarks.product.Server;
import io.github.taggedcache.benchmarks.result.Estimate;
import io.github.taggedcache.benchmarks.result.Result;

/**
 * Bytes that an entry takes in Redis and in the heap, its three tags and what belongs to
 * them included, and in the heap the article itself.
 */
public final class Memory implements Program {

	private static final int WARM_UP = 1000;

	private static final int COLLECTIONS = 4;

	private static final long PAUSE = 50_000_000;

	@Override
	public List<Result> run(Length length) {
		List<Result> results = new ArrayList<>();
		for (Product product : List.of(Product.CAFFEINE, Product.REDIS_CACHE_MANAGER, Product.JETCACHE,
				Product.REDISSON_MAP_CACHE, Product.REDISSON_LOCAL_CACHED_MAP, Product.KEY_SET_INDEX,
				Product.TWO_ROUND_TRIPS, Product.TAGGED)) {
			Server.flush();
			try (ArticleCache cache = product.open(Math.max(length.entries(), WARM_UP) + WARM_UP)) {
				results.add(measure(product, cache, Math.min(length.entries(), Product.NEAR_ENTRIES)));
			}
		}
		return results;
	}

	private static Result measure(Product product, ArticleCache cache, int entries) {
		put(cache, -WARM_UP, 0);
		double redis = Server.number("used_memory");
		double heap = usedHeap();
		put(cache, 0, entries);
		double heapBytes = (usedHeap() - heap) / entries;
		double redisBytes = (Server.number("used_memory") - redis) / entries;
		if (cache.get(0L, Article.tags(0, 3)) == null) {
			throw new IllegalStateException(product + " has lost an entry");
		}
		return new Result("Memory", product, Map.of("entries", Integer.toString(entries)),
				new Estimate(redisBytes, Double.NaN), "B in Redis", Map.of("B in heap", heapBytes));
	}

	private static void put(ArticleCache cache, int from, int to) {
		for (long key = from; key < to; key++) {
			cache.put(key, Article.of(key), Article.tags(key, 3));
		}
	}

	/**
	 * What is reachable, as nearly as the collector tells.
	 */
	private static double usedHeap() {
		for (int i = 0; i < COLLECTIONS; i++) {
			System.gc();
			LockSupport.parkNanos(PAUSE);
		}
		Runtime runtime = Runtime.getRuntime();
		return runtime.totalMemory() - runtime.freeMemory();
	}

}
