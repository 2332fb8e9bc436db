package io.github.taggedcache.benchmarks;

import java.util.concurrent.TimeUnit;

import io.github.taggedcache.benchmarks.product.Article;
import io.github.taggedcache.benchmarks.product.ArticleCache;
import io.github.taggedcache.benchmarks.product.Product;
import io.github.taggedcache.benchmarks.product.Server;
import org.jspecify.annotations.Nullable;
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
 * A read that finds nothing, the same with the load and the store after it, and a put.
 * The loader takes no time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init")
public class Writes {

	private static final int KEYS = 1000;

	private static final Article ARTICLE = Article.of(0);

	/** What is measured. */
	@Param({ "ROUND_TRIP", "REDIS_CACHE_MANAGER", "REDIS_CACHE_MANAGER_ASYNC", "TAGGED", "JETCACHE",
			"REDISSON_MAP_CACHE", "KEY_SET_INDEX", "TWO_ROUND_TRIPS" })
	public Product product;

	private ArticleCache cache;

	private long next;

	/**
	 * Shows that what is put can be read.
	 */
	@Setup(Level.Trial)
	public void start() {
		Server.flush();
		this.cache = this.product.open();
		String[] tags = Article.tags(-1, 3);
		Long key = -1L;
		require(this.cache.get(key, tags) == null, "finds what nobody has put");
		this.cache.put(key, ARTICLE, tags);
		if (this.product == Product.REDIS_CACHE_MANAGER_ASYNC) {
			// What it promises less is what it is there to show
			return;
		}
		require(ARTICLE.equals(this.cache.get(key, tags)), "does not find what was put");
		this.cache.invalidate(key, Article.tag(-1));
		require(this.cache.get(key, tags) == null, "finds what was invalidated");
	}

	private void require(boolean condition, String problem) {
		if (!condition) {
			throw new IllegalStateException(this.product + " " + problem);
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
	 * Reads what is not there.
	 * @return nothing
	 */
	@Benchmark
	public @Nullable Article absent() {
		long key = this.next++;
		return this.cache.get(key, Article.tags(key, 3));
	}

	/**
	 * Reads what is not there, loads it, and stores it.
	 * @return what was loaded
	 */
	@Benchmark
	public Article miss() {
		long key = this.next++;
		return this.cache.load(key, () -> ARTICLE, Article.tags(key, 3));
	}

	/**
	 * Puts what may be there.
	 */
	@Benchmark
	public void put() {
		long key = this.next++ % KEYS;
		this.cache.put(key, ARTICLE, Article.tags(key, 3));
	}

}
