package io.github.taggedcache.benchmarks;

import java.util.concurrent.TimeUnit;

import io.github.taggedcache.benchmarks.product.Article;
import io.github.taggedcache.benchmarks.product.Product;
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
 * A hit in the memory of the node.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init")
public class NearHit {

	/** What is measured. */
	@Param({ "CAFFEINE", "CAFFEINE_CACHE_MANAGER", "TAGGED", "JETCACHE", "REDISSON_LOCAL_CACHED_MAP", "CAFFEINE_PROXY",
			"TAGGED_PROXY", "TAGGED_PROXY_AUDITED" })
	public Product product;

	/** Number of tags of each entry; an annotated method has three. */
	@Param("3")
	public int tags;

	/** Invalidations of other tags a second, meanwhile. */
	@Param("0")
	public int invalidations;

	private HitBenchmark hits;

	private @Nullable Invalidator invalidator;

	private int next;

	/**
	 * Fills the cache.
	 */
	@Setup(Level.Trial)
	public void start() {
		this.hits = new HitBenchmark(this.product, this.tags);
		double commands = this.hits.commandsForHit();
		if (commands > 0.1) {
			throw new IllegalStateException(this.product + " sends " + commands + " commands for a near hit");
		}
		if (this.invalidations > 0) {
			this.invalidator = new Invalidator(this.invalidations);
		}
	}

	/**
	 * Stops everything.
	 * @throws InterruptedException if it is interrupted
	 */
	@TearDown(Level.Trial)
	public void stop() throws InterruptedException {
		if (this.invalidator != null) {
			this.invalidator.stop();
		}
		this.hits.close();
	}

	/**
	 * Hits.
	 * @return what was found
	 */
	@Benchmark
	public Article get() {
		this.next = (this.next + 1) & 0xFFFFF;
		return this.hits.hit(this.next);
	}

}
