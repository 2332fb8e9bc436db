package io.github.taggedcache.benchmarks.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.github.taggedcache.benchmarks.product.Product;
import io.github.taggedcache.benchmarks.result.Estimate;
import io.github.taggedcache.benchmarks.result.Result;

/**
 * What a figure is compared to: the one of another product in the same run, or of the
 * same product under other circumstances.
 */
@FunctionalInterface
interface Reference {

	/**
	 * Says whether the candidate is what the result is to be compared to.
	 */
	boolean isFor(Result result, Result candidate);

	/**
	 * A product with the same parameters of these names.
	 */
	static Reference product(Product product, String... same) {
		return (result, candidate) -> candidate.product() == product
				&& Arrays.stream(same).allMatch((name) -> candidate.parameter(name).equals(result.parameter(name)));
	}

	/**
	 * The same product where a parameter has a value.
	 */
	static Reference parameter(String name, String value) {
		return (result, candidate) -> candidate.product() == result.product()
				&& candidate.parameter(name).equals(value);
	}

	/**
	 * How many times the figure it is compared to a result is.
	 */
	default Optional<Estimate> ratio(Result result, List<Result> results) {
		return results.stream()
			.filter((candidate) -> candidate.benchmark().equals(result.benchmark()))
			.filter((candidate) -> isFor(result, candidate))
			.findFirst()
			.map((candidate) -> result.value().ratioTo(candidate.value()));
	}

}
