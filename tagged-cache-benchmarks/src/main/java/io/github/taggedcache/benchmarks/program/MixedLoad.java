package io.github.taggedcache.benchmarks.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

import io.github.taggedcache.benchmarks.CpuTime;
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
 * Reads, misses and invalidations on three instances and on one.
 */
public final class MixedLoad implements Program {

	private static final Logger logger = LoggerFactory.getLogger(MixedLoad.class);

	private static final int INSTANCES = 3;

	private static final int FILLERS = 16;

	/** Of a repetition: more figures give a narrower estimate. */
	private static final int SLICES = 4;

	/** On one instance runs what the compiler has met on three. */
	private static final int SHORTER = 3;

	private static final long BOUNDED = 1_000_000_000;

	private static final Map<Product, Long> PROMISED = Map.of(Product.TAGGED, BOUNDED, Product.TAGGED_REMOTE, BOUNDED,
			Product.TAGGED_STRICT, 0L);

	@Override
	public List<Result> run(Length length) throws Exception {
		List<Result> results = new ArrayList<>();
		for (Product product : List.of(Product.REDIS_CACHE_MANAGER, Product.REDIS_CACHE_MANAGER_ASYNC, Product.JETCACHE,
				Product.REDISSON_LOCAL_CACHED_MAP, Product.TWO_ROUND_TRIPS, Product.TAGGED, Product.TAGGED_REMOTE,
				Product.TAGGED_STRICT)) {
			results.addAll(measure(product, MixedWorkers.KEYS, length));
		}
		results.addAll(measure(Product.TAGGED, Product.NEAR_ENTRIES, length));
		return results;
	}

	private List<Result> measure(Product product, int nearEntries, Length length) throws Exception {
		Server.flush();
		List<ArticleCache> instances = new ArrayList<>();
		try {
			for (int i = 0; i < INSTANCES; i++) {
				instances.add(product.open(nearEntries));
			}
			fill(instances);
			Ledger ledger = new Ledger(MixedWorkers.KEYS);
			Result three = measure(product, nearEntries, instances, ledger, length, length.warmUpMillis());
			while (instances.size() > 1) {
				instances.remove(instances.size() - 1).close();
			}
			return List.of(three,
					measure(product, nearEntries, instances, ledger, length, length.warmUpMillis() / SHORTER));
		}
		finally {
			instances.forEach(ArticleCache::close);
		}
	}

	/**
	 * Puts all articles, lets the messages about that arrive, and has the other instances
	 * read them into their memories.
	 */
	private static void fill(List<ArticleCache> instances) throws InterruptedException {
		ArticleCache first = instances.get(0);
		forAll((key) -> first.put(key, Article.of(key), Article.tags(key, MixedWorkers.TAGS)));
		TimeUnit.SECONDS.sleep(2);
		for (ArticleCache cache : instances) {
			forAll((key) -> cache.load(key, () -> Article.of(key), Article.tags(key, MixedWorkers.TAGS)));
		}
	}

	private static void forAll(LongConsumer action) throws InterruptedException {
		List<Thread> threads = IntStream.range(0, FILLERS).mapToObj((number) -> new Thread(() -> {
			for (long key = number; key < MixedWorkers.KEYS; key += FILLERS) {
				action.accept(key);
			}
		})).toList();
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join();
		}
	}

	private static Result measure(Product product, int nearEntries, List<ArticleCache> instances, Ledger ledger,
			Length length, int warmUpMillis) throws InterruptedException {
		MixedWorkers workers = new MixedWorkers(instances, ledger);
		ledger.forgetReads();
		workers.run(warmUpMillis);
		Histogram latencies = new Histogram(3);
		double[] throughputs = new double[length.repetitions() * SLICES];
		int millis = length.millis() / SLICES;
		double cpu = CpuTime.seconds();
		for (int i = 0; i < throughputs.length; i++) {
			Histogram slice = workers.run(millis);
			throughputs[i] = slice.getTotalCount() * 1000.0 / millis;
			latencies.add(slice);
		}
		double cpuMicros = (CpuTime.seconds() - cpu) * 1e6 / latencies.getTotalCount();
		check(product, ledger);
		Result result = new Result("MixedLoad", product,
				Map.of("instances", Integer.toString(instances.size()), "near entries", Integer.toString(nearEntries)),
				Estimate.of(throughputs), "ops/s",
				Map.of("p50 us", latencies.getValueAtPercentile(50) / 1e3, "p99 us",
						latencies.getValueAtPercentile(99) / 1e3, "p99.9 us",
						latencies.getValueAtPercentile(99.9) / 1e3, "cpu us", cpuMicros, "stale reads",
						(double) ledger.staleReads(), "worst staleness ms", ledger.worstStaleness() / 1e6));
		logger.info("{}", result);
		return result;
	}

	private static void check(Product product, Ledger ledger) {
		Long promised = PROMISED.get(product);
		if (promised != null && ledger.worstStaleness() > promised) {
			throw new IllegalStateException("%s gave %d stale reads, the worst %.1f ms stale".formatted(product,
					ledger.staleReads(), ledger.worstStaleness() / 1e6));
		}
	}

}
