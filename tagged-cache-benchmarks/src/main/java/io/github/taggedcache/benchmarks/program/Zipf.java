package io.github.taggedcache.benchmarks.program;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Numbers from 0 on, of which the n-th comes with a probability proportional to 1/n.
 */
final class Zipf {

	private final double[] cumulated;

	Zipf(int count) {
		this.cumulated = new double[count];
		double sum = 0;
		for (int i = 0; i < count; i++) {
			sum += 1.0 / (i + 1);
			this.cumulated[i] = sum;
		}
	}

	int next(RandomGenerator random) {
		double wanted = random.nextDouble() * this.cumulated[this.cumulated.length - 1];
		int found = Arrays.binarySearch(this.cumulated, wanted);
		return Math.min((found >= 0) ? found + 1 : -found - 1, this.cumulated.length - 1);
	}

}
