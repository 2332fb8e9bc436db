package io.github.taggedcache.core.event;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

import io.github.taggedcache.core.name.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * Counts the events of one region since the region was created. Counting takes no lock
 * and allocates nothing. Who wants to know how long loads and lookups take is told of
 * each. Thread safe.
 */
public final class RegionCounters implements RegionEvents {

	private final LongAdder nearHits = new LongAdder();

	private final LongAdder remoteHits = new LongAdder();

	private final LongAdder unknownVerdicts = new LongAdder();

	private final CountsBy<MissReason> misses = new CountsBy<>(MissReason.class);

	private final CountsBy<StaleReason> stale = new CountsBy<>(StaleReason.class);

	private final CountsBy<RefreshOutcome> refreshes = new CountsBy<>(RefreshOutcome.class);

	private final LongAdder puts = new LongAdder();

	private final LongAdder removals = new LongAdder();

	private final LongAdder refused = new LongAdder();

	private final LongAdder unstorable = new LongAdder();

	private final LongAdder coalesced = new LongAdder();

	private final LongAdder storeErrors = new LongAdder();

	private final LongAdder loads = new LongAdder();

	private final LongAdder loadNanos = new LongAdder();

	private final LongAdder loadWaits = new LongAdder();

	private final List<Durations> loadDurations = new CopyOnWriteArrayList<>();

	private final List<Durations> lookupDurations = new CopyOnWriteArrayList<>();

	private final List<Durations> waitDurations = new CopyOnWriteArrayList<>();

	/**
	 * Has somebody told how long each load takes from now on.
	 * @param durations is told
	 */
	public void onLoad(Durations durations) {
		this.loadDurations.add(durations);
	}

	/**
	 * Has somebody told how long each lookup in the store takes from now on.
	 * @param durations is told
	 */
	public void onLookup(Durations durations) {
		this.lookupDurations.add(durations);
	}

	/**
	 * Has somebody told how long each load waited before it ran, from now on.
	 * @param durations is told
	 */
	public void onWait(Durations durations) {
		this.waitDurations.add(durations);
	}

	/**
	 * The counts of this moment. Events that happen during this call may be in some of
	 * the counts and not in others.
	 * @return the counts, which do not change any more
	 */
	public RegionStatistics snapshot() {
		return new RegionStatistics(this.nearHits.sum(), this.remoteHits.sum(), this.unknownVerdicts.sum(),
				this.misses.snapshot(), this.puts.sum(), this.removals.sum(), this.refused.sum(), this.unstorable.sum(),
				this.coalesced.sum(), this.storeErrors.sum(), this.loads.sum(), this.loadNanos.sum(),
				this.loadWaits.sum(), this.stale.snapshot(), this.refreshes.snapshot());
	}

	@Override
	public void hit(EntryKey key, List<String> tags, Level level, long createdAt) {
		((level == Level.NEAR) ? this.nearHits : this.remoteHits).increment();
	}

	@Override
	public void missed(EntryKey key, MissReason reason) {
		this.misses.increment(reason);
	}

	@Override
	public void staleServed(EntryKey key, StaleReason reason) {
		this.stale.increment(reason);
	}

	@Override
	public void refreshed(EntryKey key, RefreshOutcome outcome) {
		this.refreshes.increment(outcome);
	}

	@Override
	public void undecided(EntryKey key, List<String> tags) {
		this.unknownVerdicts.increment();
	}

	@Override
	public void lookedUp(String region, long nanos) {
		this.lookupDurations.forEach((durations) -> durations.record(nanos));
	}

	@Override
	public void loaded(EntryKey key, long nanos, @Nullable Throwable failure) {
		this.loads.increment();
		this.loadNanos.add(nanos);
		this.loadDurations.forEach((durations) -> durations.record(nanos));
	}

	@Override
	public void joined(EntryKey key) {
		this.coalesced.increment();
	}

	@Override
	public void waited(EntryKey key, long nanos) {
		this.loadWaits.increment();
		this.waitDurations.forEach((durations) -> durations.record(nanos));
	}

	@Override
	public void stored(EntryKey key, List<String> tags) {
		this.puts.increment();
	}

	@Override
	public void refused(EntryKey key, List<String> tags) {
		this.refused.increment();
	}

	@Override
	public void unstorable(EntryKey key, RuntimeException cause) {
		this.unstorable.increment();
	}

	@Override
	public void evicted(EntryKey key) {
		this.removals.increment();
	}

	@Override
	public void cleared(String region) {
		this.removals.increment();
	}

	@Override
	public void storeFailed(String region, Throwable cause) {
		this.storeErrors.increment();
	}

}
