package io.github.taggedcache.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs of JMH whose results belong together.
 */
final class JmhRuns {

	static final String PRODUCT = "product";

	static final String TAGS = "tags";

	private final Path file;

	private final Effort effort;

	private final int warmUps;

	private final List<RunResult> results = new ArrayList<>();

	/**
	 * Creates runs.
	 * @param file gets the results after each run, so that a later one which fails costs
	 * none of them
	 */
	JmhRuns(Path file, Effort effort, int warmUps) {
		this.file = file;
		this.effort = effort;
		this.warmUps = warmUps;
	}

	JmhRuns with(Class<?> benchmark, UnaryOperator<ChainedOptionsBuilder> options) throws RunnerException, IOException {
		TimeValue time = TimeValue.milliseconds(this.effort.millis());
		ChainedOptionsBuilder builder = new OptionsBuilder().include("^" + benchmark.getName() + "\\.")
			.forks(this.effort.forks())
			.warmupIterations(this.warmUps)
			.warmupTime(time)
			.measurementIterations(this.effort.iterations())
			.measurementTime(time)
			.addProfiler(CpuTime.class)
			.shouldFailOnError(true);
		this.results.addAll(new Runner(options.apply(builder).build()).run());
		write();
		return this;
	}

	private void write() throws IOException {
		try (PrintStream stream = new PrintStream(new BufferedOutputStream(Files.newOutputStream(this.file)), false,
				StandardCharsets.UTF_8)) {
			ResultFormatFactory.getInstance(ResultFormatType.JSON, stream).writeOut(this.results);
		}
	}

}
