package io.github.taggedcache.core.event;

import java.util.Map;

/**
 * What has happened in a region on this node since the region was created, as counted at
 * one moment.
 *
 * @param nearHits reads answered from the near cache
 * @param remoteHits reads answered from the store
 * @param unknownVerdicts entries that the tag history could not judge, and that were
 * judged by the store instead
 * @param missesByReason reads not answered from the cache, by reason
 * @param puts entries written
 * @param removals keys that a call evicted; clearing a region counts as one
 * @param refused values not stored because something newer was known when they were to be
 * @param unstorable values not stored because they would not come back from their bytes
 * as what they are
 * @param coalesced reads answered by a load that another caller had begun
 * @param storeErrors calls that the store failed
 * @param loads loads that ended, by a value or an exception
 * @param loadNanos time spent in loads, in ns
 * @param loadWaits loads that waited for another node, or for others of the region
 * @param staleByReason hits whose value was stale, by why it was served
 * @param refreshesByOutcome refreshes that ended, by how
 */
public record RegionStatistics(long nearHits, long remoteHits, long unknownVerdicts,
		Map<MissReason, Long> missesByReason, long puts, long removals, long refused, long unstorable, long coalesced,
		long storeErrors, long loads, long loadNanos, long loadWaits, Map<StaleReason, Long> staleByReason,
		Map<RefreshOutcome, Long> refreshesByOutcome) {

	public RegionStatistics {
		missesByReason = Map.copyOf(missesByReason);
		staleByReason = Map.copyOf(staleByReason);
		refreshesByOutcome = Map.copyOf(refreshesByOutcome);
	}

	/**
	 * Reads answered from the cache.
	 * @return how many
	 */
	public long hits() {
		return this.nearHits + this.remoteHits;
	}

	/**
	 * Reads not answered from the cache, for whatever reason.
	 * @return how many
	 */
	public long misses() {
		return this.missesByReason.values().stream().mapToLong(Long::longValue).sum();
	}

	/**
	 * Reads not answered from the cache, for one reason.
	 * @param reason the reason
	 * @return how many
	 */
	public long misses(MissReason reason) {
		return this.missesByReason.getOrDefault(reason, 0L);
	}

	/**
	 * Hits whose value was stale, for one reason.
	 * @param reason why it was served
	 * @return how many
	 */
	public long stale(StaleReason reason) {
		return this.staleByReason.getOrDefault(reason, 0L);
	}

	/**
	 * Refreshes that ended in one way.
	 * @param outcome how
	 * @return how many
	 */
	public long refreshes(RefreshOutcome outcome) {
		return this.refreshesByOutcome.getOrDefault(outcome, 0L);
	}

}
