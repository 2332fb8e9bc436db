package io.github.taggedcache.benchmarks.report;

import java.util.Locale;

import io.github.taggedcache.benchmarks.result.Estimate;

/**
 * Writes figures with as many digits as say something.
 */
final class Figures {

	private static final int DIGITS = 100;

	private Figures() {
	}

	static String of(double value) {
		double size = Math.abs(value);
		if (Double.isNaN(value)) {
			return "";
		}
		if (size >= DIGITS || value == Math.rint(value)) {
			return String.format(Locale.ROOT, "%,.0f", value);
		}
		return String.format(Locale.ROOT, (size >= 10) ? "%.1f" : (size >= 0.1) ? "%.2f" : "%.4f", value);
	}

	static String of(Estimate estimate) {
		String error = of(estimate.error());
		return of(estimate.mean()) + (error.isEmpty() ? "" : " ± " + error);
	}

}
