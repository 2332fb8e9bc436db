package io.github.taggedcache.benchmarks.result;

import java.util.Map;
import java.util.TreeMap;

import io.github.taggedcache.benchmarks.product.Product;

/**
 * One figure.
 *
 * @param benchmark what was measured
 * @param product of which product
 * @param parameters under which circumstances
 * @param value the figure
 * @param unit its unit
 * @param further more figures of the same run, by their name with unit
 */
public record Result(String benchmark, Product product, Map<String, String> parameters, Estimate value, String unit,
		Map<String, Double> further) {

	public Result {
		parameters = new TreeMap<>(parameters);
		further = new TreeMap<>(further);
	}

	/**
	 * A parameter.
	 * @param name its name
	 * @return its value, or an empty text
	 */
	public String parameter(String name) {
		return this.parameters.getOrDefault(name, "");
	}

}
