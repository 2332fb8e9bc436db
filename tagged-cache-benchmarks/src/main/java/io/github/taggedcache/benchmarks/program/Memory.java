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
 * them included, and in the heap the article itself. Allocators round up: the texts have
 * lengths over the whole of a step, which is not counted for one product alone.
 */
public final class Memory implements Program {

	private static final int WARM_UP = 1000;

	private static final int MAX_ENTRIES = 50_000;

	private static final int SHORTEST = 512;

	private static final int LENGTHS = 1024;

	/** Odd, so that each length comes once before the first one comes again. */
	private static final int STEP = 389;

	private static final int COLLECTIONS = 4;

	private static final long PAUSE = 50_000_000;

	@Override
	public List<Result> run(Length length) {
		List<Result> results = new ArrayList<>();
		for (Product product : List.of(Product.CAFFEINE, Product.REDIS_CACHE_MANAGER, Product.JETCACHE,
				Product.REDISSON_MAP_CACHE, Product.REDISSON_LOCAL_CACHED_MAP, Product.KEY_SET_INDEX,
				Product.TWO_ROUND_TRIPS, Product.TAGGED)) {
			for (Origin origin : Origin.values()) {
				results.addAll(measure(product, origin, Math.min(length.entries(), MAX_ENTRIES)));
			}
		}
		return results;
	}

	private static List<Result> measure(Product product, Origin origin, int entries) {
		Server.flush();
		try (ArticleCache cache = product.open(entries + WARM_UP)) {
			fill(cache, origin, -WARM_UP, 0);
			double heap = usedHeap();
			double redis = Server.number("used_memory");
			fill(cache, origin, 0, entries);
			double heapBytes = (usedHeap() - heap) / entries;
			double redisBytes = (Server.number("used_memory") - redis) / entries;
			if (cache.get(0L, Article.tags(0, 3)) == null) {
				throw new IllegalStateException(product + " has lost an entry");
			}
			Map<String, String> parameters = Map.of("entries by", origin.label);
			return List.of(result("Memory", product, parameters, redisBytes, "B in Redis"),
					result("HeapMemory", product, parameters, heapBytes, "B in heap"));
		}
	}

	private static Result result(String benchmark, Product product, Map<String, String> parameters, double bytes,
			String unit) {
		return new Result(benchmark, product, parameters, new Estimate(bytes, Double.NaN), unit, Map.of());
	}

	private static void fill(ArticleCache cache, Origin origin, int from, int to) {
		for (long key = from; key < to; key++) {
			Article article = Article.of(key, SHORTEST + Math.floorMod(key * STEP, LENGTHS));
			String[] tags = Article.tags(key, 3);
			if (origin == Origin.LOAD) {
				cache.load(key, () -> article, tags);
			}
			else {
				cache.put(key, article, tags);
			}
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

	/** How entries come to be. */
	private enum Origin {

		/** By calls that missed them. */
		LOAD("loads"),

		/** By explicit puts. */
		PUT("puts");

		private final String label;

		Origin(String label) {
			this.label = label;
		}

	}

}
