package io.github.taggedcache.core.region;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * What happened in a region on this node since it was created. Each number only grows;
 * numbers read one after the other are not one moment's.
 */
public final class RegionStatistics {

	private final LongAdder nearHits = new LongAdder();

	private final LongAdder remoteHits = new LongAdder();

	private final LongAdder unknownVerdicts = new LongAdder();

	private final Map<MissReason, LongAdder> misses = new EnumMap<>(MissReason.class);

	private final LongAdder puts = new LongAdder();

	private final LongAdder removals = new LongAdder();

	private final LongAdder refused = new LongAdder();

	private final LongAdder unstorable = new LongAdder();

	private final LongAdder coalesced = new LongAdder();

	private final LongAdder storeErrors = new LongAdder();

	private final LongAdder loads = new LongAdder();

	private final LongAdder loadNanos = new LongAdder();

	RegionStatistics() {
		for (MissReason reason : MissReason.values()) {
			this.misses.put(reason, new LongAdder());
		}
	}

	void recordNearHit() {
		this.nearHits.increment();
	}

	void recordRemoteHit() {
		this.remoteHits.increment();
	}

	void recordUnknownVerdict() {
		this.unknownVerdicts.increment();
	}

	void recordMiss(MissReason reason) {
		missesBy(reason).increment();
	}

	void recordPut() {
		this.puts.increment();
	}

	void recordRemoval() {
		this.removals.increment();
	}

	void recordRefused() {
		this.refused.increment();
	}

	void recordUnstorable() {
		this.unstorable.increment();
	}

	void recordCoalesced() {
		this.coalesced.increment();
	}

	void recordStoreError() {
		this.storeErrors.increment();
	}

	void recordLoad(long nanos) {
		this.loads.increment();
		this.loadNanos.add(nanos);
	}

	private LongAdder missesBy(MissReason reason) {
		LongAdder adder = this.misses.get(reason);
		if (adder == null) {
			throw new IllegalStateException("No counter for " + reason);
		}
		return adder;
	}

	/**
	 * Reads answered from the cache.
	 * @return how many
	 */
	public long hits() {
		return nearHits() + remoteHits();
	}

	/**
	 * Reads answered from the memory of the node.
	 * @return how many
	 */
	public long nearHits() {
		return this.nearHits.sum();
	}

	/**
	 * Reads answered from the store.
	 * @return how many
	 */
	public long remoteHits() {
		return this.remoteHits.sum();
	}

	/**
	 * Entries that the node could not judge by what it knows of the log, and that were
	 * judged by the store instead.
	 * @return how many
	 */
	public long unknownVerdicts() {
		return this.unknownVerdicts.sum();
	}

	/**
	 * Reads not answered from the cache, for whatever reason.
	 * @return how many
	 */
	public long misses() {
		return this.misses.values().stream().mapToLong(LongAdder::sum).sum();
	}

	/**
	 * Reads not answered from the cache, for one reason.
	 * @param reason the reason
	 * @return how many
	 */
	public long misses(MissReason reason) {
		return missesBy(reason).sum();
	}

	/**
	 * Entries written.
	 * @return how many
	 */
	public long puts() {
		return this.puts.sum();
	}

	/**
	 * Keys that a call evicted; clearing a region counts as one.
	 * @return how many
	 */
	public long removals() {
		return this.removals.sum();
	}

	/**
	 * Values not stored because something newer was known when they were to be.
	 * @return how many
	 */
	public long refused() {
		return this.refused.sum();
	}

	/**
	 * Values not stored because they would not come back from their bytes as what they
	 * are.
	 * @return how many
	 */
	public long unstorable() {
		return this.unstorable.sum();
	}

	/**
	 * Reads answered by a load that another caller had begun.
	 * @return how many
	 */
	public long coalesced() {
		return this.coalesced.sum();
	}

	/**
	 * Calls that the store failed.
	 * @return how many
	 */
	public long storeErrors() {
		return this.storeErrors.sum();
	}

	/**
	 * Loads that ended, by a value or an exception.
	 * @return how many
	 */
	public long loads() {
		return this.loads.sum();
	}

	/**
	 * Time spent in loads.
	 * @return the sum, in ns
	 */
	public long loadNanos() {
		return this.loadNanos.sum();
	}

}
