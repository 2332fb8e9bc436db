package io.github.taggedcache.audit;

import java.util.Map;

/**
 * Which share of the hits of each region is audited.
 */
public final class AuditSamples {

	private final Map<String, Double> own;

	private final double others;

	private final double highest;

	/**
	 * Creates it.
	 * @param own the shares of regions that have one of their own, from 0 to 1
	 * @param others the share of all others
	 */
	public AuditSamples(Map<String, Double> own, double others) {
		this.own = Map.copyOf(own);
		this.others = others;
		this.highest = Math.max(others, this.own.values().stream().mapToDouble(Double::doubleValue).max().orElse(0));
	}

	double highest() {
		return this.highest;
	}

	double of(String region) {
		return this.own.getOrDefault(region, this.others);
	}

}
