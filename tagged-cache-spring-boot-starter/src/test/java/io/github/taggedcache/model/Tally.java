package io.github.taggedcache.model;

import java.util.ArrayList;
import java.util.List;

import io.github.taggedcache.core.event.RegionStatistics;
import io.github.taggedcache.core.event.StaleReason;
import io.github.taggedcache.core.region.Region;

/**
 * What happened on all nodes of all runs.
 */
final class Tally {

	private final List<ModelNode> nodes = new ArrayList<>();

	private long reads;

	private long nearHits;

	private long remoteHits;

	private long misses;

	private long coalesced;

	private long refused;

	private long unknownVerdicts;

	private long errors;

	private long gaps;

	private long repairs;

	private long judgedByStore;

	private long recovered;

	private long waited;

	private long stale;

	private long left;

	private long unproven;

	private long waitedForLeases;

	void add(ModelNode node) {
		this.nodes.add(node);
	}

	void readBegins(boolean trusting) {
		this.reads++;
		this.judgedByStore += trusting ? 0 : 1;
	}

	/**
	 * A node that could not trust its history for a while has answered from its memory
	 * again.
	 */
	void recovered() {
		this.recovered++;
	}

	/**
	 * An invalidation waits to be recorded.
	 */
	void waits() {
		this.waited++;
	}

	/**
	 * Adds up a run that has ended.
	 */
	void runEnded() {
		for (ModelNode node : this.nodes) {
			this.gaps += node.node().gaps();
			this.repairs += node.node().repairs();
			for (Region region : node.regions()) {
				add(region.statistics());
			}
		}
		this.nodes.clear();
	}

	private void add(RegionStatistics region) {
		this.nearHits += region.nearHits();
		this.remoteHits += region.remoteHits();
		this.misses += region.misses();
		this.coalesced += region.coalesced();
		this.refused += region.refused();
		this.unknownVerdicts += region.unknownVerdicts();
		this.errors += region.storeErrors();
		this.stale += region.stale(StaleReason.EXPIRED) + region.stale(StaleReason.INVALIDATED)
				+ region.stale(StaleReason.ERROR);
		this.left += region.stale(StaleReason.TIMEOUT);
		this.unproven += region.stale(StaleReason.OUTAGE);
		this.waitedForLeases += region.loadWaits();
	}

	long coalesced() {
		return this.coalesced;
	}

	long refused() {
		return this.refused;
	}

	long gaps() {
		return this.gaps;
	}

	long repairs() {
		return this.repairs;
	}

	long unknownVerdicts() {
		return this.unknownVerdicts;
	}

	long recoveries() {
		return this.recovered;
	}

	long waited() {
		return this.waited;
	}

	long stale() {
		return this.stale;
	}

	/**
	 * Loads that a caller has left for a stale value.
	 */
	long left() {
		return this.left;
	}

	long unproven() {
		return this.unproven;
	}

	long waitedForLeases() {
		return this.waitedForLeases;
	}

	double hitRate() {
		return (double) (this.nearHits + this.remoteHits) / lookups();
	}

	double nearHitRate() {
		return (double) this.nearHits / lookups();
	}

	double shareJudgedByStore() {
		return (double) this.judgedByStore / this.reads;
	}

	private long lookups() {
		return this.nearHits + this.remoteHits + this.misses;
	}

	@Override
	public String toString() {
		return ("%d reads, %.0f %% judged by the store, %.0f %% near hits, %.0f %% hits, %d joined, %d refused,"
				+ " %d unknown, %d gaps, %d repairs, %d recoveries, %d store errors,"
				+ " %d invalidations that waited, %d stale, %d loads left, %d unproven, %d waits for leases")
			.formatted(this.reads, 100 * shareJudgedByStore(), 100 * nearHitRate(), 100 * hitRate(), this.coalesced,
					this.refused, this.unknownVerdicts, this.gaps, this.repairs, this.recovered, this.errors,
					this.waited, this.stale, this.left, this.unproven, this.waitedForLeases);
	}

}
