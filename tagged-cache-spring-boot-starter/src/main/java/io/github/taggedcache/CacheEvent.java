package io.github.taggedcache;

import java.time.Duration;
import java.util.List;

import io.github.taggedcache.core.name.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in the caches of this node, for a {@link TaggedCacheListener}.
 * Values are never part of an event. Tags are those that the application gave, without
 * implicit ones.
 */
public sealed interface CacheEvent {

	/**
	 * The cache in which it happened.
	 * @return the name of the region, or null if the event is one of the whole node
	 */
	@Nullable String region();

	/**
	 * Something that happened to one key.
	 */
	sealed interface OfKey extends CacheEvent {

		/**
		 * The key to which it happened.
		 * @return the key
		 */
		Key key();

		@Override
		default String region() {
			return key().region();
		}

	}

	/**
	 * A read was answered from the cache.
	 *
	 * @param key the key
	 * @param tags the tags of the entry
	 * @param level where the entry was found
	 * @param age how long ago the entry was made, by the wall clocks of the node that
	 * made it and of this one; not negative
	 */
	record Hit(Key key, List<String> tags, Level level, Duration age) implements OfKey {

	}

	/**
	 * A read was answered by a stale value. Told after its {@link Hit}.
	 *
	 * @param key the key
	 * @param reason why
	 */
	record StaleServed(Key key, StaleReason reason) implements OfKey {

	}

	/**
	 * A load in the background ended. Told after its {@link Loaded}, if there was one.
	 *
	 * @param key the key
	 * @param outcome how
	 */
	record Refreshed(Key key, RefreshOutcome outcome) implements OfKey {

	}

	/**
	 * A read was not answered from the cache.
	 *
	 * @param key the key
	 * @param reason why
	 */
	record Missed(Key key, MissReason reason) implements OfKey {

	}

	/**
	 * A load ended. For a method with a future or publisher that is when its value is
	 * there.
	 *
	 * @param key the key
	 * @param duration how long the load took
	 * @param failure what the load failed with, or null
	 */
	record Loaded(Key key, Duration duration, @Nullable Throwable failure) implements OfKey {

		/**
		 * Whether the load failed.
		 * @return whether there is a failure
		 */
		public boolean isFailure() {
			return this.failure != null;
		}

	}

	/**
	 * An entry was written to the store.
	 *
	 * @param key the key
	 * @param tags the tags of the entry
	 */
	record Stored(Key key, List<String> tags) implements OfKey {

	}

	/**
	 * A value was not stored, because one of its tags was invalidated, or its key was
	 * changed, while the value was made.
	 *
	 * @param key the key
	 * @param tags the tags of the value
	 */
	record Refused(Key key, List<String> tags) implements OfKey {

	}

	/**
	 * A value was not stored, because it would not come back from its bytes as what it
	 * is.
	 *
	 * @param key the key
	 * @param cause what would not come back, and the remedy
	 */
	record Unstorable(Key key, RuntimeException cause) implements OfKey {

	}

	/**
	 * A call on this node evicted a key. What makes room in the near cache, or expires,
	 * is no event.
	 *
	 * @param key the key
	 */
	record Evicted(Key key) implements OfKey {

	}

	/**
	 * Tags were invalidated, a region was cleared, or everything was invalidated: by this
	 * node, told when the invalidation is recorded; or by another one, told when this
	 * node learns of it. One call with more than 100 tags is several events.
	 * <p>
	 * Not told are the invalidations of other nodes that this node learns of only by a
	 * gap in the log.
	 *
	 * @param region the region that was cleared; null if tags were invalidated, or
	 * everything
	 * @param tags the tags; empty if a region was cleared or everything was invalidated
	 * @param origin the id of the node that invalidated
	 * @param isOwn whether that is this node
	 * @param version the version of the invalidation: microseconds of the time of the
	 * store, increasing
	 * @param mode hard or soft
	 */
	record Invalidated(@Nullable String region, List<String> tags, String origin, boolean isOwn, long version,
			InvalidationMode mode) implements CacheEvent {

		/**
		 * Whether all entries of all regions were invalidated.
		 * @return whether there is neither a region nor a tag
		 */
		public boolean isOfEverything() {
			return this.region == null && this.tags.isEmpty();
		}

	}

	/**
	 * The key of an entry. Keys may be secrets, and events end up in logs: so the text
	 * form of a key shows the region and a hash, as in all messages of this library.
	 *
	 * @param region the name of the region
	 * @param text the canonical text of the key
	 */
	record Key(String region, String text) {

		@Override
		public String toString() {
			return EntryKey.of(this.region, this.text).toString();
		}

	}

	/**
	 * Why a stale value was served.
	 */
	enum StaleReason {

		/** It is past its time to live, and is loaded again meanwhile. */
		EXPIRED,

		/** One of its tags was invalidated softly, and it is loaded again meanwhile. */
		INVALIDATED,

		/** Its load failed, now or a short time ago. */
		ERROR,

		/** Its load takes too long. */
		TIMEOUT,

		/** Redis is out of reach, and nobody can tell whether it is stale. */
		OUTAGE

	}

	/**
	 * How a load in the background ended.
	 */
	enum RefreshOutcome {

		/** The method gave a value. */
		LOADED,

		/** Another node had stored a value already. */
		FOUND,

		/** Another node was loading the value. */
		ELSEWHERE,

		/** The method failed, or Redis did. */
		FAILED,

		/** Too many ran on this node, or its executor took no more work. */
		REJECTED

	}

	/**
	 * Where an entry was found.
	 */
	enum Level {

		/** In the memory of this node. */
		NEAR,

		/** In the store. */
		REMOTE

	}

}
