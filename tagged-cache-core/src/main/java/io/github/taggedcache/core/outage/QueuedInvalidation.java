package io.github.taggedcache.core.outage;

import java.util.Collection;
import java.util.List;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Mode;

/**
 * An invalidation that waits to be recorded: of tags, or of keys.
 *
 * @param tags its tags
 * @param mode the mode of the tags
 * @param keys its keys
 */
record QueuedInvalidation(List<String> tags, Mode mode, List<EntryKey> keys) {

	/** What a name takes besides its characters, by estimate. */
	private static final int NAME_BYTES = 100;

	static QueuedInvalidation of(Collection<String> tags, Mode mode, Collection<EntryKey> keys) {
		return new QueuedInvalidation(List.copyOf(tags), mode, List.copyOf(keys));
	}

	int names() {
		return this.tags.size() + this.keys.size();
	}

	/**
	 * The memory of the names, by estimate.
	 */
	long bytes() {
		long characters = 0;
		for (String tag : this.tags) {
			characters += tag.length();
		}
		for (EntryKey key : this.keys) {
			characters += key.region().length() + key.text().length();
		}
		return 2 * characters + (long) names() * NAME_BYTES;
	}

	/**
	 * Whether one append can record this invalidation and another one.
	 */
	boolean isLike(QueuedInvalidation other) {
		return this.mode == other.mode && this.keys.isEmpty() == other.keys.isEmpty();
	}

}
