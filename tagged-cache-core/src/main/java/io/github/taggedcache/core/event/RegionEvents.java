package io.github.taggedcache.core.event;

import java.util.List;

import io.github.taggedcache.core.name.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * Is told what happens in the regions of a node. Each method is called once an event, on
 * the thread on which the event happens, which may be a thread of the store's driver:
 * implementations return at once, block for nothing and throw nothing. Keys and tags are
 * those of the entry, and never copied for an event.
 */
public interface RegionEvents {

	/** Listens to nothing. */
	RegionEvents NONE = new RegionEvents() {
	};

	/**
	 * A read was answered from the cache.
	 * @param key the key
	 * @param tags the tags of the entry; those of the near cache include implicit ones
	 * @param level where the value was found
	 * @param createdAt when the entry was made, by the wall clock of the node that made
	 * it, in ms
	 */
	default void hit(EntryKey key, List<String> tags, Level level, long createdAt) {
	}

	/**
	 * A read was not answered from the cache.
	 * @param key the key
	 * @param reason why
	 */
	default void missed(EntryKey key, MissReason reason) {
	}

	/**
	 * A read was answered by a stale value. A hit was told before.
	 * @param key the key
	 * @param reason why
	 */
	default void staleServed(EntryKey key, StaleReason reason) {
	}

	/**
	 * A refresh in the background ended.
	 * @param key the key
	 * @param outcome how
	 */
	default void refreshed(EntryKey key, RefreshOutcome outcome) {
	}

	/**
	 * The tag history could not judge an entry, so that the store has to.
	 * @param key the key
	 * @param tags the tags of the entry, implicit ones included
	 */
	default void undecided(EntryKey key, List<String> tags) {
	}

	/**
	 * The store was asked for an entry, or for several at once, and answered or failed.
	 * @param region the name of the region
	 * @param nanos how long that took, with all round trips, in ns
	 */
	default void lookedUp(String region, long nanos) {
	}

	/**
	 * A load ended, by a value or an exception.
	 * @param key the key
	 * @param nanos how long the load took, in ns
	 * @param failure what the load failed with, or null
	 */
	default void loaded(EntryKey key, long nanos, @Nullable Throwable failure) {
	}

	/**
	 * A read was answered by a load that another caller had begun.
	 * @param key the key
	 */
	default void joined(EntryKey key) {
	}

	/**
	 * A load did not run at once: another node loaded the same value, or as many loads of
	 * the region ran as may run at a time. Now the load runs, or takes the other's value.
	 * @param key the key
	 * @param nanos how long the load waited, in ns
	 */
	default void waited(EntryKey key, long nanos) {
	}

	/**
	 * An entry was written to the store.
	 * @param key the key
	 * @param tags the tags of the entry
	 */
	default void stored(EntryKey key, List<String> tags) {
	}

	/**
	 * A value was not stored because something newer was known.
	 * @param key the key
	 * @param tags the tags of the value
	 */
	default void refused(EntryKey key, List<String> tags) {
	}

	/**
	 * A value was not stored because it would not come back from its bytes as what it is.
	 * @param key the key
	 * @param cause what would not come back
	 */
	default void unstorable(EntryKey key, RuntimeException cause) {
	}

	/**
	 * A call evicted a key.
	 * @param key the key
	 */
	default void evicted(EntryKey key) {
	}

	/**
	 * A call cleared a region.
	 * @param region the name of the region
	 */
	default void cleared(String region) {
	}

	/**
	 * The store failed a call.
	 * @param region the name of the region
	 * @param cause how
	 */
	default void storeFailed(String region, Throwable cause) {
	}

}
