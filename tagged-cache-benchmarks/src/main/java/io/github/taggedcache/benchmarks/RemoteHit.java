package io.github.taggedcache.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.taggedcache.benchmarks.product.Article;
import io.github.taggedcache.benchmarks.product.Product;
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
 * A hit in Redis.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init")
public class RemoteHit {

	/** What is measured. */
	@Param({ "REDIS_CACHE_MANAGER", "TAGGED_REMOTE", "TAGGED_STRICT_REMOTE", "TAGGED_STRICT", "TWO_ROUND_TRIPS",
			"KEY_SET_INDEX", "REDISSON_MAP_CACHE" })
	public Product product;

	/** Number of tags of each entry. */
	@Param({ "0", "3", "20" })
	public int tags;

	private HitBenchmark hits;

	/**
	 * Fills the cache.
	 */
	@Setup(Level.Trial)
	public void start() {
		this.hits = new HitBenchmark(this.product, this.tags);
		double commands = this.hits.commandsForHit();
		if (commands < 1) {
			throw new IllegalStateException(this.product + " sends " + commands + " commands for a remote hit");
		}
	}

	/**
	 * Stops everything.
	 */
	@TearDown(Level.Trial)
	public void stop() {
		this.hits.close();
	}

	/**
	 * Hits.
	 * @param position where the thread is
	 * @return what was found
	 */
	@Benchmark
	public Article get(Position position) {
		return this.hits.hit(position.next());
	}

	/**
	 * Where a thread is in the keys; each begins elsewhere.
	 */
	@State(Scope.Thread)
	public static class Position {

		private static final AtomicInteger threads = new AtomicInteger();

		private int next = threads.getAndIncrement() * 31;

		int next() {
			this.next = (this.next + 1) & 0xFFFFF;
			return this.next;
		}

	}

}
