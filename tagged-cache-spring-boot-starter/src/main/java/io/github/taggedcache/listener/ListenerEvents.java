package io.github.taggedcache.listener;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

import io.github.taggedcache.CacheEvent;
import io.github.taggedcache.core.event.Level;
import io.github.taggedcache.core.event.MissReason;
import io.github.taggedcache.core.event.RefreshOutcome;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.event.StaleReason;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.term.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Makes events for listeners of what happens in the regions.
 */
public final class ListenerEvents implements RegionEvents {

	private final EventDelivery delivery;

	private final InstantSource time;

	/**
	 * Creates it.
	 * @param delivery brings events to listeners
	 * @param time the wall clock, for the age of entries
	 */
	public ListenerEvents(EventDelivery delivery, InstantSource time) {
		this.delivery = delivery;
		this.time = time;
	}

	@Override
	public void hit(EntryKey key, List<String> tags, Level level, long createdAt) {
		if (this.delivery.isListening()) {
			Duration age = Duration.ofMillis(Math.max(0, this.time.millis() - createdAt));
			this.delivery.deliver(new CacheEvent.Hit(key(key), own(tags), Terms.level(level), age));
		}
	}

	@Override
	public void staleServed(EntryKey key, StaleReason reason) {
		if (this.delivery.isListening()) {
			this.delivery.deliver(new CacheEvent.StaleServed(key(key), Terms.reason(reason)));
		}
	}

	@Override
	public void refreshed(EntryKey key, RefreshOutcome outcome) {
		if (this.delivery.isListening()) {
			this.delivery.deliver(new CacheEvent.Refreshed(key(key), Terms.outcome(outcome)));
		}
	}

	@Override
	public void missed(EntryKey key, MissReason reason) {
		if (this.delivery.isListening()) {
			this.delivery.deliver(new CacheEvent.Missed(key(key), Terms.reason(reason)));
		}
	}

	@Override
	public void loaded(EntryKey key, long nanos, @Nullable Throwable failure) {
		if (this.delivery.isListening()) {
			this.delivery.deliver(new CacheEvent.Loaded(key(key), Duration.ofNanos(nanos), failure));
		}
	}

	@Override
	public void stored(EntryKey key, List<String> tags) {
		if (this.delivery.isListening()) {
			this.delivery.deliver(new CacheEvent.Stored(key(key), own(tags)));
		}
	}

	@Override
	public void refused(EntryKey key, List<String> tags) {
		if (this.delivery.isListening()) {
			this.delivery.deliver(new CacheEvent.Refused(key(key), own(tags)));
		}
	}

	@Override
	public void unstorable(EntryKey key, RuntimeException cause) {
		if (this.delivery.isListening()) {
			this.delivery.deliver(new CacheEvent.Unstorable(key(key), cause));
		}
	}

	@Override
	public void evicted(EntryKey key) {
		if (this.delivery.isListening()) {
			this.delivery.deliver(new CacheEvent.Evicted(key(key)));
		}
	}

	private static CacheEvent.Key key(EntryKey key) {
		return new CacheEvent.Key(key.region(), key.text());
	}

	private static List<String> own(List<String> tags) {
		return tags.stream().filter((tag) -> !TagName.isImplicit(tag)).toList();
	}

}
