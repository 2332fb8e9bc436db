package io.github.taggedcache.core.region;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.taggedcache.core.name.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * The lookups of several keys, some of which are still to come. In a cluster the answers
 * come on several threads.
 */
final class Lookups {

	private final List<EntryKey> keys;

	private final Map<EntryKey, Lookup> found = new ConcurrentHashMap<>();

	Lookups(List<EntryKey> keys) {
		this.keys = keys;
	}

	void found(EntryKey key, @Nullable Lookup lookup) {
		if (lookup != null) {
			this.found.put(key, lookup);
		}
	}

	boolean isOpen(EntryKey key) {
		return !this.found.containsKey(key);
	}

	/**
	 * The keys without a lookup, each once.
	 */
	List<EntryKey> open() {
		return this.keys.stream().filter(this::isOpen).distinct().toList();
	}

	List<Lookup> all() {
		return this.keys.stream().map(this::of).toList();
	}

	private Lookup of(EntryKey key) {
		Lookup lookup = this.found.get(key);
		if (lookup == null) {
			throw new IllegalStateException("Nobody looked for " + key);
		}
		return lookup;
	}

}
