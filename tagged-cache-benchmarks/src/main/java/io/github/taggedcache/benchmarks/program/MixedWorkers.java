package io.github.taggedcache.benchmarks.program;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

import io.github.taggedcache.benchmarks.product.Article;
import io.github.taggedcache.benchmarks.product.ArticleCache;
import org.HdrHistogram.Histogram;

/**
 * The threads of a mixed load: 95 % reads of keys that are there, unless they were
 * invalidated, 4 % reads of keys that nobody has read before, 1 % invalidations.
 */
final class MixedWorkers {

	static final int KEYS = 100_000;

	static final int TAGS = 3;

	private static final int THREADS = 4;

	private static final Zipf zipf = new Zipf(KEYS);

	private final Ledger ledger;

	private final AtomicLong newKeys;

	private final List<ArticleCache> instances;

	MixedWorkers(List<ArticleCache> instances, Ledger ledger) {
		this.ledger = ledger;
		this.instances = List.copyOf(instances);
		this.newKeys = new AtomicLong(1_000_000_000L * instances.size());
	}

	/**
	 * Works for a while, with some threads an instance.
	 * @return the time of each operation in ns
	 */
	Histogram run(long millis) throws InterruptedException {
		long end = System.nanoTime() + millis * 1_000_000;
		ExecutorService threads = Executors.newFixedThreadPool(THREADS * this.instances.size());
		List<Future<Histogram>> workers = new ArrayList<>();
		for (int i = 0; i < THREADS * this.instances.size(); i++) {
			ArticleCache cache = this.instances.get(i % this.instances.size());
			workers.add(threads.submit(() -> work(cache, end)));
		}
		threads.shutdown();
		Histogram all = new Histogram(3);
		for (Future<Histogram> worker : workers) {
			try {
				all.add(worker.get());
			}
			catch (ExecutionException ex) {
				throw new IllegalStateException("A worker failed", ex);
			}
		}
		return all;
	}

	private Histogram work(ArticleCache cache, long end) {
		SplittableRandom random = new SplittableRandom();
		Histogram latencies = new Histogram(3);
		long began = System.nanoTime();
		while (began - end < 0) {
			int choice = random.nextInt(100);
			if (choice == 0) {
				int key = zipf.next(random);
				this.ledger.change(key, () -> cache.invalidate((long) key, Article.tag(key)));
			}
			else if (choice < 5) {
				long key = this.newKeys.getAndIncrement();
				cache.load(key, () -> Article.of(key), Article.tags(key, TAGS));
			}
			else {
				read(cache, zipf.next(random), began);
			}
			long ended = System.nanoTime();
			latencies.recordValue(ended - began);
			began = ended;
		}
		return latencies;
	}

	private void read(ArticleCache cache, int key, long began) {
		Article article = cache.load((long) key, () -> {
			long version = this.ledger.version(key);
			return Article.of(key).withVersion(version);
		}, Article.tags(key, TAGS));
		this.ledger.read(key, article.version(), began);
	}

}
