package io.github.taggedcache.core.event;

import java.util.List;

import io.github.taggedcache.core.name.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * Tells two listeners of each event, one after the other.
 *
 * @param first is told first
 * @param second is told second
 */
public record BothEvents(RegionEvents first, RegionEvents second) implements RegionEvents {

	/**
	 * Joins two listeners.
	 * @param first is told first
	 * @param second is told second
	 * @return what tells both; one of them alone if the other listens to nothing
	 */
	public static RegionEvents of(RegionEvents first, RegionEvents second) {
		if (second == NONE) {
			return first;
		}
		return (first == NONE) ? second : new BothEvents(first, second);
	}

	@Override
	public void hit(EntryKey key, List<String> tags, Level level, long createdAt) {
		this.first.hit(key, tags, level, createdAt);
		this.second.hit(key, tags, level, createdAt);
	}

	@Override
	public void missed(EntryKey key, MissReason reason) {
		this.first.missed(key, reason);
		this.second.missed(key, reason);
	}

	@Override
	public void staleServed(EntryKey key, StaleReason reason) {
		this.first.staleServed(key, reason);
		this.second.staleServed(key, reason);
	}

	@Override
	public void refreshed(EntryKey key, RefreshOutcome outcome) {
		this.first.refreshed(key, outcome);
		this.second.refreshed(key, outcome);
	}

	@Override
	public void undecided(EntryKey key, List<String> tags) {
		this.first.undecided(key, tags);
		this.second.undecided(key, tags);
	}

	@Override
	public void lookedUp(String region, long nanos) {
		this.first.lookedUp(region, nanos);
		this.second.lookedUp(region, nanos);
	}

	@Override
	public void loaded(EntryKey key, long nanos, @Nullable Throwable failure) {
		this.first.loaded(key, nanos, failure);
		this.second.loaded(key, nanos, failure);
	}

	@Override
	public void joined(EntryKey key) {
		this.first.joined(key);
		this.second.joined(key);
	}

	@Override
	public void waited(EntryKey key, long nanos) {
		this.first.waited(key, nanos);
		this.second.waited(key, nanos);
	}

	@Override
	public void stored(EntryKey key, List<String> tags) {
		this.first.stored(key, tags);
		this.second.stored(key, tags);
	}

	@Override
	public void refused(EntryKey key, List<String> tags) {
		this.first.refused(key, tags);
		this.second.refused(key, tags);
	}

	@Override
	public void unstorable(EntryKey key, RuntimeException cause) {
		this.first.unstorable(key, cause);
		this.second.unstorable(key, cause);
	}

	@Override
	public void evicted(EntryKey key) {
		this.first.evicted(key);
		this.second.evicted(key);
	}

	@Override
	public void cleared(String region) {
		this.first.cleared(region);
		this.second.cleared(region);
	}

	@Override
	public void storeFailed(String region, Throwable cause) {
		this.first.storeFailed(region, cause);
		this.second.storeFailed(region, cause);
	}

}
