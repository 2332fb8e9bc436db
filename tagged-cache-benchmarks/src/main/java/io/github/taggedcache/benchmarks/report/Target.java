package io.github.taggedcache.benchmarks.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.taggedcache.benchmarks.product.Product;
import io.github.taggedcache.benchmarks.result.Estimate;
import io.github.taggedcache.benchmarks.result.Result;

/**
 * A ratio that is to be reached.
 *
 * @param claim what is compared
 * @param benchmark in which benchmark
 * @param product whose figure is divided
 * @param parameters its circumstances
 * @param reference by which other figure
 * @param bound how large the ratio may be at most, or has to be at least
 * @param atMost whether the bound is an upper one
 */
record Target(String claim, String benchmark, Product product, Map<String, String> parameters, Reference reference,
		double bound, boolean atMost) {

	Optional<List<String>> row(List<Result> results) {
		return results.stream()
			.filter((result) -> result.benchmark().equals(this.benchmark) && result.product() == this.product)
			.filter((result) -> result.parameters().entrySet().containsAll(this.parameters.entrySet()))
			.findFirst()
			.flatMap((result) -> this.reference.ratio(result, results))
			.map((ratio) -> List.of(this.claim, (this.atMost ? "at most " : "at least ") + this.bound,
					Figures.of(ratio), verdict(ratio)));
	}

	/**
	 * Whether the bound is kept, and whether the spread of the measurement could account
	 * for that.
	 */
	String verdict(Estimate ratio) {
		double excess = this.atMost ? ratio.mean() - this.bound : this.bound - ratio.mean();
		return ((excess <= 0) ? "yes" : "no") + ((Math.abs(excess) <= ratio.error()) ? ", within the spread" : "");
	}

}
