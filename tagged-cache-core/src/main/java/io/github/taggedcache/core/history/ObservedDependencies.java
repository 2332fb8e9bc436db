package io.github.taggedcache.core.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.TagVersion;

/**
 * Names of an entry, of which some are keys that its value was made from. The store knows
 * no such names: it is asked for the buckets of these keys. Whoever judges the entry
 * finds the newest event of such a key as the version of its name.
 *
 * @param tags the tags
 * @param keys the keys, by their names
 */
record ObservedDependencies(Collection<String> tags, Map<String, EntryKey> keys) {

	static ObservedDependencies of(Collection<String> names) {
		Map<String, EntryKey> keys = Map.of();
		for (String name : names) {
			EntryKey key = TagName.keyOf(name);
			if (key != null) {
				keys = keys.isEmpty() ? new LinkedHashMap<>() : keys;
				keys.put(name, key);
			}
		}
		if (keys.isEmpty()) {
			return new ObservedDependencies(names, keys);
		}
		List<String> tags = new ArrayList<>(names);
		tags.removeAll(keys.keySet());
		return new ObservedDependencies(tags, keys);
	}

	boolean isEmpty() {
		return this.keys.isEmpty();
	}

	/**
	 * Other keys and these, each once.
	 */
	List<EntryKey> and(Collection<EntryKey> others) {
		Set<EntryKey> all = new LinkedHashSet<>(others);
		all.addAll(this.keys.values());
		return List.copyOf(all);
	}

	/**
	 * The answer of the store with a version for each name.
	 */
	Observation named(Observation seen) {
		Map<String, TagVersion> versions = new HashMap<>(seen.tags());
		this.keys.forEach((name, key) -> {
			Long event = seen.keyEvents().get(key);
			if (event != null) {
				versions.put(name, new TagVersion(event, 0));
			}
		});
		return new Observation(seen.clock(), versions, seen.keyEvents(), seen.puts());
	}

}
