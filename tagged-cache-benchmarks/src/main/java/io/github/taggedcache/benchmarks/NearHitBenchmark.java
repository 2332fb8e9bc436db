package io.github.taggedcache.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.taggedcache.TaggedCache;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.cache.Cache.ValueWrapper;
import org.springframework.cache.caffeine.CaffeineCache;

/**
 * A hit in the memory of the node, beside Spring's Caffeine cache with the same bounds: a
 * number of entries and a time to live.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class NearHitBenchmark {

	private static final Logger logger = LoggerFactory.getLogger(NearHitBenchmark.class);

	private static final int KEYS = 1000;

	/** Number of tags of each entry. */
	@Param({ "0", "3", "20" })
	public int tags;

	/** Invalidations of other tags a second, meanwhile. */
	@Param({ "0", "10000" })
	public int invalidations;

	private final CaffeineCache caffeine = new CaffeineCache("articles",
			Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(1, TimeUnit.HOURS).build());

	private final Long[] keys = IntStream.range(0, KEYS).mapToObj(Long::valueOf).toArray(Long[]::new);

	private @Nullable Application application;

	private @Nullable Application other;

	private @Nullable Thread invalidator;

	private volatile boolean stopped;

	private @Nullable TaggedCache cache;

	private int next;

	/**
	 * Starts the application, and fills both caches.
	 */
	@Setup(Level.Trial)
	public void start() {
		this.application = new Application();
		this.cache = this.application.cache();
		for (Long key : this.keys) {
			String[] names = IntStream.range(0, this.tags).mapToObj((i) -> "tag" + (key + i)).toArray(String[]::new);
			this.cache.put(key, Article.of(key), names);
			this.caffeine.put(key, Article.of(key));
		}
		if (this.invalidations > 0) {
			this.other = new Application();
			Application node = this.other;
			this.invalidator = new Thread(() -> invalidate(node));
			this.invalidator.start();
		}
	}

	private void invalidate(Application node) {
		long pause = TimeUnit.SECONDS.toNanos(1) / this.invalidations;
		long start = System.nanoTime();
		long done = 0;
		for (; !this.stopped; done++) {
			node.manager().invalidateTags("other" + done);
			long early = start + done * pause - System.nanoTime();
			if (early > 0) {
				LockSupport.parkNanos(early);
			}
		}
		logger.info("{} invalidations a second", Math.round(done * 1e9 / (System.nanoTime() - start)));
	}

	/**
	 * Stops everything.
	 * @throws InterruptedException if it is interrupted
	 */
	@TearDown(Level.Trial)
	public void stop() throws InterruptedException {
		this.stopped = true;
		if (this.invalidator != null) {
			this.invalidator.join();
		}
		if (this.other != null) {
			this.other.close();
		}
		if (this.application != null) {
			this.application.close();
		}
	}

	private Long key() {
		this.next = (this.next + 1) % KEYS;
		return this.keys[this.next];
	}

	/**
	 * The hit of Spring's Caffeine cache.
	 * @return what was found
	 */
	@Benchmark
	public @Nullable ValueWrapper caffeine() {
		return this.caffeine.get(key());
	}

	/**
	 * The hit of a tagged cache.
	 * @return what was found
	 */
	@Benchmark
	public @Nullable ValueWrapper tagged() {
		return (this.cache != null) ? this.cache.get(key()) : null;
	}

}
