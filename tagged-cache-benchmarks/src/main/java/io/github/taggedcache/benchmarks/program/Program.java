package io.github.taggedcache.benchmarks.program;

import java.util.List;

import io.github.taggedcache.benchmarks.result.Result;

/**
 * A measurement that JMH is not made for.
 */
@FunctionalInterface
public interface Program {

	/**
	 * Measures.
	 * @param length how long
	 * @return the results
	 * @throws Exception if anything fails, or if a product breaks a promise
	 */
	List<Result> run(Length length) throws Exception;

}
