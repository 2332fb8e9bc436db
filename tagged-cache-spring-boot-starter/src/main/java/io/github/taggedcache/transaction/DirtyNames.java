package io.github.taggedcache.transaction;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;

/**
 * The tags and keys that a transaction has made old, and that nobody else may see as old
 * before the commit. Not safe for threads.
 */
final class DirtyNames {

	private final Set<String> tags = new HashSet<>();

	private final Set<EntryKey> keys = new HashSet<>();

	void addTags(Collection<String> tags) {
		this.tags.addAll(tags);
	}

	/**
	 * Takes a key, and with it what was made from the value of that key.
	 */
	void addKey(EntryKey key) {
		this.keys.add(key);
		this.tags.add(TagName.ofKey(key));
	}

	void clear() {
		this.tags.clear();
		this.keys.clear();
	}

	boolean isEmpty() {
		return this.tags.isEmpty() && this.keys.isEmpty();
	}

	boolean contains(EntryKey key, Collection<String> tags) {
		return this.keys.contains(key) || containsTags(key.region(), tags);
	}

	/**
	 * Whether one of the tags of an entry is there, implicit tags included.
	 */
	boolean containsTags(String region, Collection<String> tags) {
		return !this.tags.isEmpty() && (this.tags.contains(TagName.NAMESPACE)
				|| this.tags.contains(TagName.ofRegion(region)) || tags.stream().anyMatch(this.tags::contains));
	}

}
