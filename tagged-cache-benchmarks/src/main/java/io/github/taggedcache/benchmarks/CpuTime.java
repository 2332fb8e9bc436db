package io.github.taggedcache.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import com.sun.management.OperatingSystemMXBean;
import io.github.taggedcache.benchmarks.product.Server;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The processor time of an operation, of this JVM and of the Redis server together. A
 * machine that does something else as well disturbs it less than it disturbs times.
 */
public final class CpuTime implements InternalProfiler {

	/** The name of the figure. */
	static final String NAME = "cpu";

	private static final double MICROS = 1e6;

	private double before;

	@Override
	public String getDescription() {
		return "Processor time of the JVM and of Redis";
	}

	@Override
	public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
		this.before = seconds();
	}

	@Override
	@SuppressWarnings("rawtypes") // as in JMH
	public Collection<? extends Result> afterIteration(BenchmarkParams benchmark, IterationParams iteration,
			IterationResult result) {
		double micros = (seconds() - this.before) * MICROS / result.getMetadata().getAllOps();
		return List.of(new ScalarResult(NAME, micros, "us/op", AggregationPolicy.AVG));
	}

	/**
	 * What both have used so far, in seconds.
	 * @return the sum
	 */
	public static double seconds() {
		OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		return system.getProcessCpuTime() / 1e9 + serverSeconds();
	}

	/**
	 * What Redis has used so far, in seconds.
	 * @return the time
	 */
	public static double serverSeconds() {
		Map<String, String> server = Server.info();
		return Double.parseDouble(server.getOrDefault("used_cpu_user", "0"))
				+ Double.parseDouble(server.getOrDefault("used_cpu_sys", "0"));
	}

}
