package io.github.taggedcache.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.github.taggedcache.benchmarks.result.JmhResults;
import io.github.taggedcache.benchmarks.result.Result;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs of JMH whose results belong together.
 * <p>
 * They are run in rounds: one JVM of each product, then the next one of each. A machine
 * that others share is faster at one time than at another, the kernel's calls included,
 * by a half and for minutes. What is to be compared must meet the same times.
 */
final class JmhRuns {

	static final String PRODUCT = "product";

	static final String TAGS = "tags";

	private final Consumer<List<Result>> kept;

	private final Effort effort;

	private final int warmUps;

	private final List<ChainedOptionsBuilder> next = new ArrayList<>();

	private final Map<String, RunResult> results = new LinkedHashMap<>();

	/**
	 * Creates runs.
	 * @param kept gets all results after each run, so that a later one which fails costs
	 * none of them
	 */
	JmhRuns(Consumer<List<Result>> kept, Effort effort, int warmUps) {
		this.kept = kept;
		this.effort = effort;
		this.warmUps = warmUps;
	}

	/**
	 * Adds a benchmark to the next rounds.
	 */
	JmhRuns with(Class<?> benchmark, UnaryOperator<ChainedOptionsBuilder> options) {
		TimeValue time = TimeValue.milliseconds(this.effort.millis());
		this.next.add(options.apply(new OptionsBuilder().include("^" + benchmark.getName() + "\\.")
			.forks(1)
			.warmupIterations(this.warmUps)
			.warmupTime(time)
			.measurementIterations(this.effort.iterations())
			.measurementTime(time)
			.addProfiler(CpuTime.class)
			.shouldFailOnError(true)));
		return this;
	}

	/**
	 * Runs what was added, in as many rounds as there are to be JVMs of each.
	 */
	void run() throws RunnerException {
		for (int round = 0; round < this.effort.forks(); round++) {
			for (ChainedOptionsBuilder options : this.next) {
				for (RunResult result : new Runner(options.build()).run()) {
					this.results.merge(id(result.getParams()), result, JmhRuns::together);
				}
				this.kept.accept(this.results.values().stream().map(JmhResults::of).toList());
			}
		}
		this.next.clear();
	}

	/**
	 * The id of JMH says nothing of the threads.
	 */
	private static String id(BenchmarkParams benchmark) {
		return benchmark.id() + " by " + benchmark.getThreads();
	}

	private static RunResult together(RunResult before, RunResult more) {
		List<BenchmarkResult> all = new ArrayList<>(before.getBenchmarkResults());
		all.addAll(more.getBenchmarkResults());
		return new RunResult(before.getParams(), all);
	}

}
