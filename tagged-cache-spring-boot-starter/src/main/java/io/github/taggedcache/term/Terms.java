package io.github.taggedcache.term;

import io.github.taggedcache.CacheEvent;
import io.github.taggedcache.InvalidationMode;
import io.github.taggedcache.MissReason;
import io.github.taggedcache.core.event.Level;
import io.github.taggedcache.core.event.RefreshOutcome;
import io.github.taggedcache.core.event.StaleReason;
import io.github.taggedcache.core.store.Mode;

/**
 * Translates between the terms of the core and those of the API, so that applications
 * need not know the core.
 */
public final class Terms {

	private Terms() {
	}

	/**
	 * The API's term for the reason of a miss.
	 * @param reason the core's term
	 * @return the reason
	 */
	public static MissReason reason(io.github.taggedcache.core.event.MissReason reason) {
		return switch (reason) {
			case ABSENT -> MissReason.ABSENT;
			case EXPIRED -> MissReason.EXPIRED;
			case TAG -> MissReason.TAG;
			case KEY -> MissReason.KEY;
			case UNKNOWN -> MissReason.UNKNOWN;
			case UNDECODABLE -> MissReason.UNDECODABLE;
			case ERROR -> MissReason.ERROR;
		};
	}

	/**
	 * The API's term for why a stale value was served.
	 * @param reason the core's term
	 * @return the reason
	 */
	public static CacheEvent.StaleReason reason(StaleReason reason) {
		return switch (reason) {
			case EXPIRED -> CacheEvent.StaleReason.EXPIRED;
			case INVALIDATED -> CacheEvent.StaleReason.INVALIDATED;
			case ERROR -> CacheEvent.StaleReason.ERROR;
			case TIMEOUT -> CacheEvent.StaleReason.TIMEOUT;
			case OUTAGE -> CacheEvent.StaleReason.OUTAGE;
		};
	}

	/**
	 * The API's term for the outcome of a load in the background.
	 * @param outcome the core's term
	 * @return the outcome
	 */
	public static CacheEvent.RefreshOutcome outcome(RefreshOutcome outcome) {
		return switch (outcome) {
			case LOADED -> CacheEvent.RefreshOutcome.LOADED;
			case FOUND -> CacheEvent.RefreshOutcome.FOUND;
			case ELSEWHERE -> CacheEvent.RefreshOutcome.ELSEWHERE;
			case FAILED -> CacheEvent.RefreshOutcome.FAILED;
			case REJECTED -> CacheEvent.RefreshOutcome.REJECTED;
		};
	}

	/**
	 * The API's term for the mode of an invalidation.
	 * @param mode the core's term
	 * @return the mode
	 */
	public static InvalidationMode mode(Mode mode) {
		return (mode == Mode.HARD) ? InvalidationMode.HARD : InvalidationMode.SOFT;
	}

	/**
	 * The core's term for the mode of an invalidation.
	 * @param mode the API's term
	 * @return the mode
	 */
	public static Mode mode(InvalidationMode mode) {
		return (mode == InvalidationMode.HARD) ? Mode.HARD : Mode.SOFT;
	}

	/**
	 * The API's term for the level of a hit.
	 * @param level the core's term
	 * @return the level
	 */
	public static CacheEvent.Level level(Level level) {
		return switch (level) {
			case NEAR -> CacheEvent.Level.NEAR;
			case REMOTE -> CacheEvent.Level.REMOTE;
		};
	}

}
