package io.github.taggedcache.benchmarks.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.taggedcache.benchmarks.product.Product;
import tools.jackson.databind.JsonNode;

/**
 * Reads the JSON of JMH.
 */
final class JmhResults {

	private static final String PRODUCT = "product";

	private JmhResults() {
	}

	static List<Result> of(JsonNode runs) {
		List<Result> results = new ArrayList<>();
		for (JsonNode run : runs) {
			results.add(result(run));
		}
		return results;
	}

	private static Result result(JsonNode run) {
		Map<String, String> parameters = new TreeMap<>();
		run.path("params").properties().forEach((entry) -> parameters.put(entry.getKey(), entry.getValue().asString()));
		parameters.put("threads", run.path("threads").asString());
		String product = parameters.remove(PRODUCT);
		if (product == null) {
			throw new IllegalArgumentException(
					run.path("benchmark").asString() + " has no parameter '" + PRODUCT + "': whose figures are these?");
		}
		JsonNode primary = run.path("primaryMetric");
		Map<String, Double> further = new HashMap<>();
		JsonNode allocation = run.path("secondaryMetrics").path("gc.alloc.rate.norm");
		if (allocation.isObject()) {
			further.put("allocated B", allocation.path("score").asDouble());
		}
		JsonNode cpu = run.path("secondaryMetrics").path("cpu");
		if (cpu.isObject()) {
			further.put("cpu us", cpu.path("score").asDouble());
		}
		return new Result(name(run.path("benchmark").asString()), Product.valueOf(product), parameters,
				new Estimate(number(primary.path("score")), number(primary.path("scoreError"))),
				primary.path("scoreUnit").asString(), further);
	}

	/**
	 * The class and method, without the package.
	 */
	private static String name(String benchmark) {
		int method = benchmark.lastIndexOf('.');
		return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
	}

	/**
	 * JMH writes what is no number as text.
	 */
	private static double number(JsonNode node) {
		return node.isNumber() ? node.asDouble() : Double.NaN;
	}

}
