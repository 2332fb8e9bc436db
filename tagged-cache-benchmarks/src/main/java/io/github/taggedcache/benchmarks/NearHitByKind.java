package io.github.taggedcache.benchmarks;

import java.util.concurrent.TimeUnit;

import io.github.taggedcache.benchmarks.product.Server;
import io.github.taggedcache.benchmarks.product.TaggedValues;
import io.github.taggedcache.benchmarks.product.ValueKind;
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
 * A hit in the memory of the node, by what callers could do to the value. No other
 * product tells these kinds apart, so this is not in the report; JMH's own main class
 * runs it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init")
public class NearHitByKind {

	/** The kind of the value. */
	@Param({ "RECORD", "LIST", "BEAN" })
	public ValueKind kind;

	private TaggedValues values;

	private int next;

	/**
	 * Fills the cache.
	 */
	@Setup(Level.Trial)
	public void start() {
		Server.flush();
		this.values = new TaggedValues(this.kind);
	}

	/**
	 * Stops everything.
	 */
	@TearDown(Level.Trial)
	public void stop() {
		this.values.close();
	}

	/**
	 * Hits.
	 * @return what was found
	 */
	@Benchmark
	public Object get() {
		this.next = (this.next + 1) & 0xFFFFF;
		return this.values.hit(this.next);
	}

}
