package io.github.taggedcache.benchmarks.result;

import org.openjdk.jmh.util.ListStatistics;

/**
 * A mean, and half the width of its 99.9 % confidence interval: what JMH calls score and
 * error.
 *
 * @param mean the mean
 * @param error the error; NaN where one sample is all there is
 */
public record Estimate(double mean, double error) {

	private static final double CONFIDENCE = 0.999;

	/**
	 * Estimates the mean from samples.
	 * @param samples the samples
	 * @return the estimate
	 */
	public static Estimate of(double... samples) {
		if (samples.length == 0) {
			throw new IllegalArgumentException("No samples");
		}
		ListStatistics statistics = new ListStatistics(samples);
		return new Estimate(statistics.getMean(), statistics.getMeanErrorAt(CONFIDENCE));
	}

	/**
	 * How many times another one this is. The relative errors of both add up as those of
	 * independent figures: the root of the sum of their squares.
	 * @param other the other one
	 * @return the ratio, with its error
	 */
	public Estimate ratioTo(Estimate other) {
		double ratio = this.mean / other.mean;
		return new Estimate(ratio, Math.abs(ratio) * Math.hypot(this.error / this.mean, other.error / other.mean));
	}

}
