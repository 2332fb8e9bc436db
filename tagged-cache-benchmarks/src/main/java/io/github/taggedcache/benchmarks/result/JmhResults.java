package io.github.taggedcache.benchmarks.result;

import java.util.Map;
import java.util.TreeMap;

import io.github.taggedcache.benchmarks.product.Product;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

/**
 * Takes over results of JMH.
 */
public final class JmhResults {

	private static final String PRODUCT = "product";

	/** What profilers measured beside it: their names for it, and ours. */
	private static final Map<String, String> FURTHER = Map.of("gc.alloc.rate.norm", "allocated B", "cpu", "cpu us");

	private JmhResults() {
	}

	/**
	 * Takes over a result.
	 * @param run the result; its benchmark has a parameter that names the product
	 * @return the same as a result of ours
	 */
	public static Result of(RunResult run) {
		BenchmarkParams benchmark = run.getParams();
		Map<String, String> parameters = new TreeMap<>();
		benchmark.getParamsKeys().forEach((name) -> parameters.put(name, benchmark.getParam(name)));
		parameters.put("threads", Integer.toString(benchmark.getThreads()));
		String product = parameters.remove(PRODUCT);
		if (product == null) {
			throw new IllegalArgumentException(
					benchmark.getBenchmark() + " has no parameter '" + PRODUCT + "': whose figures are these?");
		}
		Map<String, Double> further = new TreeMap<>();
		run.getSecondaryResults().forEach((name, figure) -> {
			String column = FURTHER.get(name);
			if (column != null) {
				further.put(column, figure.getScore());
			}
		});
		return new Result(name(benchmark.getBenchmark()), Product.valueOf(product), parameters,
				new Estimate(run.getPrimaryResult().getScore(), run.getPrimaryResult().getScoreError()),
				run.getPrimaryResult().getScoreUnit(), further);
	}

	/**
	 * The class and method, without the package.
	 */
	private static String name(String benchmark) {
		int method = benchmark.lastIndexOf('.');
		return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
	}

}
