package io.github.taggedcache.benchmarks.result;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.taggedcache.benchmarks.product.Product;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.AverageTimeResult;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class JmhResultsTests {

	@Test
	void parametersAndFiguresOfProfilersAreTakenOver() {
		assertThat(JmhResults.of(run(Map.of("product", "TAGGED", "tags", "3"))))
			.isEqualTo(new Result("NearHit.get", Product.TAGGED, Map.of("tags", "3", "threads", "2"),
					new Estimate(50.5, Double.NaN), "ns/op", Map.of("allocated B", 24.0)));
	}

	@Test
	void resultWithoutProductIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> JmhResults.of(run(Map.of("tags", "3"))))
			.withMessageContaining("NearHit.get has no parameter 'product'");
	}

	/**
	 * One operation in 50.5 ns, by two threads.
	 */
	private static RunResult run(Map<String, String> parameters) {
		WorkloadParams workload = new WorkloadParams();
		parameters.forEach((name, value) -> workload.put(name, value, 0));
		IterationParams iterations = new IterationParams(IterationType.MEASUREMENT, 1, TimeValue.NONE, 1);
		BenchmarkParams benchmark = new BenchmarkParams("io.github.taggedcache.benchmarks.NearHit.get", "", false, 2,
				new int[] { 1 }, List.of(), 1, 0, iterations, iterations, Mode.AverageTime, workload,
				TimeUnit.NANOSECONDS, 1, "", List.of(), "", "", "", "", TimeValue.NONE);
		IterationResult iteration = new IterationResult(benchmark, iterations, null);
		iteration.addResult(new AverageTimeResult(ResultRole.PRIMARY, "get", 2, 101, TimeUnit.NANOSECONDS));
		iteration.addResult(new ScalarResult("gc.alloc.rate.norm", 24, "B/op", AggregationPolicy.AVG));
		iteration.addResult(new ScalarResult("gc.count", 7, "counts", AggregationPolicy.SUM));
		return new RunResult(benchmark, List.of(new BenchmarkResult(benchmark, List.of(iteration))));
	}

}
