package io.github.taggedcache.core.lease;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.LeaseStore;

/**
 * The leases of the entries of one region, as one node asks for them.
 * <p>
 * A lease spares loads, and nothing else depends on it: what a load may store, its load
 * token decides. So a store that fails is as good as a lease. Whoever does not get a
 * lease asks again after a pause: the pauses double from 1 ms to 250 ms, each shortened
 * by up to a half at random, so that nodes which began to wait together do not ask
 * together.
 */
public final class Leases {

	private static final long FIRST_PAUSE_MILLIS = 1;

	private static final long LONGEST_PAUSE_MILLIS = 250;

	/** From this pause on all have the longest. */
	private static final int LAST_DOUBLING = 8;

	private final String region;

	private final LeaseSettings settings;

	private final LeaseStore store;

	private final String origin;

	private final RandomGenerator random;

	private final LongSupplier nanoTime;

	private final RegionEvents events;

	private final AtomicLong requests = new AtomicLong();

	/**
	 * Creates the leases of a region.
	 * @param region the name of the region
	 * @param settings how long they last, and are waited for
	 * @param store where they lie
	 * @param origin what stands for this node
	 * @param random where jitter comes from
	 * @param nanoTime the node's monotonic time in ns
	 * @param events is told of a store that fails
	 */
	public Leases(String region, LeaseSettings settings, LeaseStore store, String origin, RandomGenerator random,
			LongSupplier nanoTime, RegionEvents events) {
		this.region = region;
		this.settings = settings;
		this.store = store;
		this.origin = origin;
		this.random = random;
		this.nanoTime = nanoTime;
		this.events = events;
	}

	/**
	 * How long a load waits at most for a lease.
	 * @return the time; zero means not at all
	 */
	public Duration longestWait() {
		return this.settings.longestWait();
	}

	/**
	 * Asks for the lease of an entry, for a new owner. One command.
	 * @param key the key of the entry, in its form
	 * @return the lease, which may be another's
	 */
	public Lease request(EntryKey key) {
		String owner = this.origin + ':' + this.requests.incrementAndGet();
		return new Lease(this.store, key, owner, this.settings.lease(), this.nanoTime,
				(failure) -> this.events.storeFailed(this.region, failure));
	}

	/**
	 * How long to wait before the lease is asked for once more.
	 * @param pauses number of pauses before this one
	 * @return the pause
	 */
	public Duration pause(int pauses) {
		long millis = Math.min(FIRST_PAUSE_MILLIS << Math.min(pauses, LAST_DOUBLING), LONGEST_PAUSE_MILLIS);
		long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
		return Duration.ofNanos(nanos - this.random.nextLong(nanos / 2 + 1));
	}

}
