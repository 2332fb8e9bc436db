package io.github.taggedcache.core.load;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.lease.Leases;
import io.github.taggedcache.core.limit.LimitSettings;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.EntryPlace;
import org.jspecify.annotations.Nullable;

/**
 * What the loads of one region share that have to wait before they run.
 */
final class Turns {

	private static final int MOST_REMEMBERED = 8;

	private static final int EXPECTED = 4;

	private final @Nullable Leases leases;

	private final @Nullable LoadPlaces places;

	private final LoadWaits waits;

	private final Duration longestForPlace;

	private final LongSupplier nanoTime;

	private final RegionEvents events;

	/** Misses minus hits of the last lookups. */
	private volatile int balance;

	/** The loads of this node that hold a lease. */
	private final Map<EntryPlace, Load> holders = new ConcurrentHashMap<>();

	/**
	 * Creates the turns of a region.
	 * @param leases the leases of the region, if one load is to run in the cluster
	 * @param longestForPlace how long a load waits at most for a place; zero means
	 * without a limit
	 */
	Turns(String region, LimitSettings limit, @Nullable Leases leases, LoadWaits waits, Duration longestForPlace,
			LongSupplier nanoTime, RegionEvents events) {
		this.leases = leases;
		this.places = limit.isLimited() ? new LoadPlaces(region, limit.maxConcurrentLoads(), waits) : null;
		this.waits = waits;
		this.longestForPlace = longestForPlace;
		this.nanoTime = nanoTime;
		this.events = events;
	}

	/**
	 * Takes note of what a first lookup found. Races of these notes cost a round trip, or
	 * a lease that nobody needed.
	 */
	void looked(boolean isHit) {
		int known = this.balance;
		int next = isHit ? Math.max(-MOST_REMEMBERED, known - 1) : Math.min(MOST_REMEMBERED, known + 1);
		if (next != known) {
			this.balance = next;
		}
	}

	/**
	 * Whether most of the last lookups found nothing.
	 */
	boolean expectsMiss() {
		return this.balance >= EXPECTED;
	}

	@Nullable Leases leases() {
		return this.leases;
	}

	@Nullable LoadPlaces places() {
		return this.places;
	}

	LoadWaits waits() {
		return this.waits;
	}

	Duration longestForPlace() {
		return this.longestForPlace;
	}

	long now() {
		return this.nanoTime.getAsLong();
	}

	RegionEvents events() {
		return this.events;
	}

	void holds(EntryKey key, Load load) {
		this.holders.put(EntryPlace.of(key), load);
	}

	void released(EntryKey key, Load load) {
		this.holders.remove(EntryPlace.of(key), load);
	}

	/**
	 * The load of this node that holds the lease of an entry, if there is one.
	 */
	@Nullable Load holder(EntryKey key) {
		return this.holders.get(EntryPlace.of(key));
	}

}
