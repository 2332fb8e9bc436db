package io.github.taggedcache.benchmarks;

import java.util.concurrent.TimeUnit;

import io.github.taggedcache.benchmarks.product.Article;
import io.github.taggedcache.benchmarks.product.ArticleCache;
import io.github.taggedcache.benchmarks.product.Product;
import io.github.taggedcache.benchmarks.product.Server;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * An evict of one key, and an invalidation of three tags.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init")
public class Invalidations {

	private static final int KEYS = 1000;

	/** What is measured. */
	@Param({ "ROUND_TRIP", "TAGGED" })
	public Product product;

	private ArticleCache cache;

	private long next;

	/**
	 * Puts what is to be invalidated, and shows that it is.
	 */
	@Setup(Level.Trial)
	public void start() {
		Server.flush();
		this.cache = this.product.open();
		for (long key = 0; key < KEYS; key++) {
			this.cache.put(key, Article.of(key), Article.tags(key, 3));
		}
		this.cache.evict(0L);
		if (this.cache.get(0L, Article.tags(0, 3)) != null) {
			throw new IllegalStateException(this.product + " finds what was evicted");
		}
	}

	/**
	 * Stops everything.
	 */
	@TearDown(Level.Trial)
	public void stop() {
		this.cache.close();
	}

	/**
	 * Evicts a key.
	 */
	@Benchmark
	public void evict() {
		this.cache.evict(this.next++ % KEYS);
	}

	/**
	 * Invalidates three tags.
	 */
	@Benchmark
	public void invalidate() {
		this.cache.invalidateAll(Article.tags(this.next++ % KEYS, 3));
	}

}
