package io.github.taggedcache.benchmarks;

import io.github.taggedcache.benchmarks.program.Length;

/**
 * How long to measure.
 */
enum Effort {

	/** Shows that everything works; its figures say nothing. */
	SMOKE(1, 0, 0, 1, 100, new Length(1, 1200, 300, 20, 1000, 2)),

	/** All in about two hours. */
	QUICK(1, 10, 30, 6, 1000, new Length(3, 30_000, 2500, 500, 1_000_000, 10)),

	/** All in about four hours. */
	FULL(2, 10, 30, 12, 1000, new Length(8, 60_000, 15_000, 5000, 1_000_000, 60));

	/*-
	 * What asks Redis takes the compiler of the JVM half a minute on two cores that Redis
	 * shares. After three seconds the figures are three times as high, after fifteen they
	 * are half as high again, and those of a product with less code are not: the ratio
	 * would say nothing. A hit in memory falls from 100 to 70 ns after up to ten.
	 */

	private final int forks;

	private final int warmUps;

	private final int longWarmUps;

	private final int iterations;

	private final int millis;

	private final Length length;

	Effort(int forks, int warmUps, int longWarmUps, int iterations, int millis, Length length) {
		this.forks = forks;
		this.warmUps = warmUps;
		this.longWarmUps = longWarmUps;
		this.iterations = iterations;
		this.millis = millis;
		this.length = length;
	}

	int forks() {
		return this.forks;
	}

	int warmUps() {
		return this.warmUps;
	}

	/** Of whole caches. */
	int longWarmUps() {
		return this.longWarmUps;
	}

	int iterations() {
		return this.iterations;
	}

	int millis() {
		return this.millis;
	}

	Length length() {
		return this.length;
	}

}
