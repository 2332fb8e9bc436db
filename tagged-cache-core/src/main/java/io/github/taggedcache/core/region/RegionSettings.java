package io.github.taggedcache.core.region;

import java.time.Duration;

import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.envelope.Compression;
import io.github.taggedcache.core.envelope.TimeToLive;
import io.github.taggedcache.core.load.LoadSettings;
import io.github.taggedcache.core.near.NearSettings;
import io.github.taggedcache.core.refresh.RefreshAhead;
import io.github.taggedcache.core.stale.StaleSettings;
import io.github.taggedcache.core.timeout.LoadTimeouts;
import org.jspecify.annotations.Nullable;

/**
 * How a region keeps its entries.
 *
 * @param timeToLive how long an entry is kept; zero means no expiry
 * @param timeToLiveJitter share of the time to live by which an entry may expire earlier,
 * at random, from 0 up to but not including 1
 * @param cacheNullValues whether null is a value like others
 * @param compression what is compressed
 * @param type the type for access outside an annotated method, if it was declared
 * @param near how entries are kept in the memory of the node; null means not at all
 * @param joinTimeout how long a caller waits at most for loads that others began, and for
 * a write of its key that goes on; zero means without a limit
 * @param writesBehind whether nobody waits until a loaded value is in the store
 * @param loads what loads wait for before they run
 * @param stale how long values are served after they have become stale
 * @param refreshAhead when a hit has its entry loaded again before that expires
 * @param timeouts how long callers wait for loads
 * @param names what entries have in their keys and tags beside what callers name
 */
public record RegionSettings(Duration timeToLive, double timeToLiveJitter, boolean cacheNullValues,
		Compression compression, @Nullable ValueType type, @Nullable NearSettings near, Duration joinTimeout,
		boolean writesBehind, LoadSettings loads, StaleSettings stale, RefreshAhead refreshAhead, LoadTimeouts timeouts,
		EntryNames names) {

	/** How long a caller waits for loads that others began, if nothing else is said. */
	public static final Duration JOIN_TIMEOUT = Duration.ofSeconds(30);

	public RegionSettings {
		TimeToLive.require(timeToLive);
		requireJitter(timeToLiveJitter);
		requireJoinTimeout(joinTimeout);
	}

	/**
	 * Settings of a region that serves nothing stale, refreshes nothing, and whose loads
	 * do not wait before they run.
	 * @param timeToLive how long an entry is kept; zero means no expiry
	 * @param timeToLiveJitter share of the time to live by which an entry may expire
	 * earlier
	 * @param cacheNullValues whether null is a value like others
	 * @param compression what is compressed
	 * @param type the type for access outside an annotated method, if it was declared
	 * @param near how entries are kept in the memory of the node; null means not at all
	 * @param joinTimeout how long a caller waits at most for loads that others began;
	 * zero means without a limit
	 * @param writesBehind whether nobody waits until a loaded value is in the store
	 */
	public RegionSettings(Duration timeToLive, double timeToLiveJitter, boolean cacheNullValues,
			Compression compression, @Nullable ValueType type, @Nullable NearSettings near, Duration joinTimeout,
			boolean writesBehind) {
		this(timeToLive, timeToLiveJitter, cacheNullValues, compression, type, near, joinTimeout, writesBehind,
				LoadSettings.NONE, StaleSettings.NONE, RefreshAhead.NEVER, LoadTimeouts.NONE, EntryNames.PLAIN);
	}

	/**
	 * Settings of a region whose callers wait for the loads of others for
	 * {@link #JOIN_TIMEOUT} at most, and for the store.
	 * @param timeToLive how long an entry is kept; zero means no expiry
	 * @param timeToLiveJitter share of the time to live by which an entry may expire
	 * earlier
	 * @param cacheNullValues whether null is a value like others
	 * @param compression what is compressed
	 * @param type the type for access outside an annotated method, if it was declared
	 * @param near how entries are kept in the memory of the node; null means not at all
	 */
	public RegionSettings(Duration timeToLive, double timeToLiveJitter, boolean cacheNullValues,
			Compression compression, @Nullable ValueType type, @Nullable NearSettings near) {
		this(timeToLive, timeToLiveJitter, cacheNullValues, compression, type, near, JOIN_TIMEOUT, false);
	}

	/**
	 * Settings of a region without a near cache.
	 * @param timeToLive how long an entry is kept; zero means no expiry
	 * @param timeToLiveJitter share of the time to live by which an entry may expire
	 * earlier
	 * @param cacheNullValues whether null is a value like others
	 * @param compression what is compressed
	 * @param type the type for access outside an annotated method, if it was declared
	 */
	public RegionSettings(Duration timeToLive, double timeToLiveJitter, boolean cacheNullValues,
			Compression compression, @Nullable ValueType type) {
		this(timeToLive, timeToLiveJitter, cacheNullValues, compression, type, null);
	}

	/**
	 * These settings with other ones for what is stale, or about to be.
	 * @param stale how long values are served after they have become stale
	 * @param refreshAhead when a hit has its entry loaded again before that expires
	 * @return the settings
	 */
	public RegionSettings with(StaleSettings stale, RefreshAhead refreshAhead) {
		return new RegionSettings(this.timeToLive, this.timeToLiveJitter, this.cacheNullValues, this.compression,
				this.type, this.near, this.joinTimeout, this.writesBehind, this.loads, stale, refreshAhead,
				this.timeouts, this.names);
	}

	/**
	 * These settings with something else that loads wait for.
	 * @param loads what loads wait for before they run
	 * @return the settings
	 */
	public RegionSettings with(LoadSettings loads) {
		return new RegionSettings(this.timeToLive, this.timeToLiveJitter, this.cacheNullValues, this.compression,
				this.type, this.near, this.joinTimeout, this.writesBehind, loads, this.stale, this.refreshAhead,
				this.timeouts, this.names);
	}

	/**
	 * These settings with other limits of loads.
	 * @param timeouts how long callers wait for loads
	 * @return the settings
	 */
	public RegionSettings with(LoadTimeouts timeouts) {
		return new RegionSettings(this.timeToLive, this.timeToLiveJitter, this.cacheNullValues, this.compression,
				this.type, this.near, this.joinTimeout, this.writesBehind, this.loads, this.stale, this.refreshAhead,
				timeouts, this.names);
	}

	/**
	 * These settings with other names of entries.
	 * @param names what entries have in their keys and tags beside what callers name
	 * @return the settings
	 */
	public RegionSettings with(EntryNames names) {
		return new RegionSettings(this.timeToLive, this.timeToLiveJitter, this.cacheNullValues, this.compression,
				this.type, this.near, this.joinTimeout, this.writesBehind, this.loads, this.stale, this.refreshAhead,
				this.timeouts, names);
	}

	/**
	 * How long the store keeps an entry that lives as long as the region says.
	 * @return the time in ms; zero means no expiry
	 */
	long keptMillis() {
		return this.timeToLive.isZero() ? 0 : this.timeToLive.plus(this.stale.window()).toMillis();
	}

	/**
	 * Checks a jitter.
	 * @param jitter share of the time to live
	 * @return the jitter
	 * @throws IllegalArgumentException if it is none; the message says why
	 */
	public static double requireJitter(double jitter) {
		if (!(jitter >= 0 && jitter < 1)) {
			throw new IllegalArgumentException("time-to-live-jitter must be at least 0 and less than 1, not " + jitter);
		}
		return jitter;
	}

	/**
	 * Checks a join timeout.
	 * @param joinTimeout how long a caller waits at most; zero means without a limit
	 * @return the join timeout
	 * @throws IllegalArgumentException if it is none; the message says why
	 */
	public static Duration requireJoinTimeout(Duration joinTimeout) {
		if (joinTimeout.isNegative() || joinTimeout.compareTo(Duration.ofDays(365)) > 0) {
			throw new IllegalArgumentException(
					"join-timeout must be between 0 (no limit) and 365 days, not " + joinTimeout);
		}
		return joinTimeout;
	}

}
