package io.github.taggedcache.core.outage;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;

/**
 * Tags and keys of invalidations that failed since the store last answered. If they are
 * too many, every name counts as one of them. Thread safe.
 */
final class FailedNames {

	/** Most names that are remembered one by one. */
	static final int MAX_NAMES = 10_000;

	/** Guarded by this, as the field below. */
	private final Set<Object> names = new HashSet<>();

	private boolean tooMany;

	/** Whether there are none, which is the usual case. */
	private volatile boolean empty = true;

	synchronized void add(Collection<String> tags, Collection<EntryKey> keys) {
		this.empty = false;
		this.tooMany |= this.names.size() + tags.size() + keys.size() > MAX_NAMES;
		if (this.tooMany) {
			this.names.clear();
		}
		else {
			this.names.addAll(tags);
			this.names.addAll(keys);
		}
	}

	boolean contain(List<String> tags, EntryKey key) {
		return !this.empty && containsAny(tags, key);
	}

	private synchronized boolean containsAny(List<String> tags, EntryKey key) {
		return this.tooMany || this.names.contains(key) || tags.stream().anyMatch(this::containsTag);
	}

	/**
	 * An entry that was made from the value of a key has the key among its tags.
	 */
	private boolean containsTag(String tag) {
		EntryKey dependency = TagName.keyOf(tag);
		return this.names.contains((dependency != null) ? dependency : tag);
	}

	void clear() {
		if (!this.empty) {
			forget();
		}
	}

	private synchronized void forget() {
		this.names.clear();
		this.tooMany = false;
		this.empty = true;
	}

}
