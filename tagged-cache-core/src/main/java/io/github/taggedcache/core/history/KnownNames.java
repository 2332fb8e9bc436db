package io.github.taggedcache.core.history;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.KeyBucket;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.TagVersion;
import org.jspecify.annotations.Nullable;

/**
 * The newest versions of the tags and keys that a history knows. Readers take no lock;
 * writers hold the monitor of the history.
 */
final class KnownNames {

	static final TagVersion NEVER = new TagVersion(0, 0);

	private final Map<String, TagVersion> tags = new ConcurrentHashMap<>();

	private final Map<EntryKey, LastEvents> keys = new ConcurrentHashMap<>();

	private final VersionFilter filter = new VersionFilter();

	private final VersionFilter buckets = new VersionFilter();

	/**
	 * Publishes the names of an invalidation. A name is in the filter before it is in the
	 * map, so the filter never hides a name that a reader has met.
	 */
	void learn(long version, Mode mode, Collection<String> tags, Collection<EntryKey> keys, long put) {
		for (String tag : tags) {
			this.filter.raise(tag, version);
			this.tags.merge(tag, (mode == Mode.HARD) ? new TagVersion(version, 0) : new TagVersion(0, version),
					KnownNames::newer);
		}
		for (EntryKey key : keys) {
			this.filter.raise(key, version);
			this.buckets.raise(KeyBucket.of(key), version);
			this.keys.merge(key, new LastEvents(version, 0, put), LastEvents::merge);
		}
	}

	private static TagVersion newer(TagVersion one, TagVersion other) {
		return new TagVersion(Math.max(one.hard(), other.hard()), Math.max(one.soft(), other.soft()));
	}

	/**
	 * Whether one of the names of an entry may have a version above this one.
	 * @param slots the slots of the entry's names
	 * @param version the version
	 */
	boolean mayExceed(char[] slots, long version) {
		return this.filter.mayExceed(slots, version);
	}

	/**
	 * Whether a key of a bucket may have an event above a version.
	 */
	boolean mayExceed(KeyBucket bucket, long version) {
		return this.buckets.mayExceed(bucket, version);
	}

	/**
	 * The versions of a tag; of the name of a key, the newest event of that key.
	 */
	@Nullable TagVersion tag(String tag) {
		EntryKey key = TagName.keyOf(tag);
		if (key == null) {
			return this.tags.get(tag);
		}
		LastEvents events = this.keys.get(key);
		return (events != null) ? new TagVersion(events.newest(), 0) : null;
	}

	@Nullable LastEvents key(EntryKey key) {
		return this.keys.get(key);
	}

	/**
	 * Removes what is not newer than a record that left the window.
	 */
	void forget(LogRecord record) {
		long version = record.version();
		for (String tag : record.tags()) {
			this.tags.computeIfPresent(tag, (name, known) -> newerThan(version, known));
		}
		for (EntryKey key : record.keys()) {
			this.keys.computeIfPresent(key, (name, known) -> (known.newest() <= version) ? null : known);
		}
	}

	private static @Nullable TagVersion newerThan(long version, TagVersion known) {
		TagVersion rest = new TagVersion((known.hard() > version) ? known.hard() : 0,
				(known.soft() > version) ? known.soft() : 0);
		return rest.equals(NEVER) ? null : rest;
	}

	/**
	 * Removes the names without a version above this one.
	 */
	void forgetUpTo(long version) {
		this.tags.values().removeIf((known) -> Math.max(known.hard(), known.soft()) <= version);
		this.keys.values().removeIf((known) -> known.newest() <= version);
	}

	int size() {
		return this.tags.size() + this.keys.size();
	}

}
