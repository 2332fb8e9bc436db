package io.github.taggedcache.model;

import java.time.Duration;
import java.util.List;

import io.github.taggedcache.core.lease.LeaseSettings;
import io.github.taggedcache.core.limit.LimitSettings;
import io.github.taggedcache.core.load.LoadSettings;
import io.github.taggedcache.core.stale.StaleSettings;
import io.github.taggedcache.core.timeout.LoadTimeouts;

/**
 * What stands in for loads, and for a store that does not answer.
 *
 * @param servesStale whether stale values are served while they are loaded again, and
 * where loads fail
 * @param takesLeases whether one node loads an entry at a time
 * @param servesUnproven whether near entries are served that nobody can prove
 * @param leavesLoads whether callers leave a load that takes long, if there is a stale
 * value
 */
record Guards(boolean servesStale, boolean takesLeases, boolean servesUnproven, boolean leavesLoads) {

	/** Longer than a run is quiet, and shorter than a run. */
	static final Duration WINDOW = Duration.ofMillis(1500);

	/** Shorter than most loads. */
	static final Duration SOFT_LIMIT = Duration.ofMillis(20);

	private static final Duration LEASE = Duration.ofMillis(200);

	/** Longer than a lease: whoever waits meets leases that have ended by themselves. */
	private static final Duration WAIT = Duration.ofMillis(400);

	static Guards of(int seed) {
		return new Guards(seed % 5 < 2, seed % 7 < 3, seed % 2 != 0 && seed % 3 == 1, seed % 4 < 2);
	}

	/**
	 * A caller that is served a stale value at once has no load to leave.
	 */
	StaleSettings stale() {
		return this.servesStale
				? new StaleSettings(this.leavesLoads ? Duration.ZERO : WINDOW, WINDOW, Duration.ofMillis(50), List.of())
				: StaleSettings.NONE;
	}

	/**
	 * A refresh pauses by the time of the JVM while it waits for a lease: here it does
	 * not wait.
	 */
	LoadSettings loads() {
		return this.takesLeases ? new LoadSettings(new LeaseSettings(LEASE, this.servesStale ? Duration.ZERO : WAIT),
				LimitSettings.NONE) : LoadSettings.NONE;
	}

	LoadTimeouts timeouts() {
		return this.leavesLoads ? new LoadTimeouts(SOFT_LIMIT, Duration.ZERO, false) : LoadTimeouts.NONE;
	}

	Duration serveNearFor() {
		return this.servesUnproven ? WINDOW : Duration.ZERO;
	}

}
