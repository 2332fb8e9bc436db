package io.github.taggedcache.benchmarks;

import java.util.concurrent.TimeUnit;

import io.github.taggedcache.benchmarks.entity.EntityApplication;
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
 * A transaction that changes JPA entities: what it adds that they have tags, their
 * invalidation included. JMH's own main class runs it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init")
public class EntityCommits {

	/** How many rows are changed. */
	@Param({ "1", "100", "10000" })
	public int rows;

	/** Whether entities have tags. */
	@Param({ "false", "true" })
	public boolean tagged;

	private EntityApplication application;

	/**
	 * Fills the table.
	 */
	@Setup(Level.Trial)
	public void start() {
		Server.flush();
		this.application = new EntityApplication(this.rows, this.tagged);
		if (this.application.changeAll() != this.rows) {
			throw new IllegalStateException("Not all rows are there");
		}
	}

	/**
	 * Stops everything.
	 */
	@TearDown(Level.Trial)
	public void stop() {
		this.application.close();
	}

	/**
	 * Changes all rows.
	 * @return how many they were
	 */
	@Benchmark
	public int changeAll() {
		return this.application.changeAll();
	}

}
