package io.github.taggedcache.core.history;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.TagVersion;

/**
 * Tags and keys whose invalidation is not recorded yet. On this node, each observation
 * that is sent while a name is held says that the name was invalidated just now, after
 * every entry.
 */
final class HeldNames {

	private static final TagVersion NOW = new TagVersion(Long.MAX_VALUE, 0);

	/** How often each tag (a String) and key is held; replaced, never changed. */
	private volatile Map<Object, Integer> held = Map.of();

	/**
	 * The tags and keys that are held now, with their counts.
	 */
	Map<Object, Integer> current() {
		return this.held;
	}

	synchronized void hold(Collection<?> names) {
		Map<Object, Integer> counts = new HashMap<>(this.held);
		names.forEach((name) -> counts.merge(name, 1, Integer::sum));
		this.held = Map.copyOf(counts);
	}

	synchronized void release(Collection<?> names) {
		Map<Object, Integer> counts = new HashMap<>(this.held);
		names.forEach((name) -> counts.computeIfPresent(name, (same, count) -> (count > 1) ? count - 1 : null));
		this.held = Map.copyOf(counts);
	}

	/**
	 * Corrects an observation: the held names have just been invalidated, whether the
	 * store has a version of them or not.
	 * @param seen the answer of the store
	 * @param askedTags the tags that the store was asked for
	 * @param askedKeys the keys that the store was asked for
	 * @param held the names that were held when the observation was sent
	 */
	static Observation apply(Observation seen, Collection<String> askedTags, Collection<EntryKey> askedKeys,
			Map<Object, Integer> held) {
		if (held.isEmpty()) {
			return seen;
		}
		Map<String, TagVersion> tags = new HashMap<>(seen.tags());
		askedTags.stream().filter(held::containsKey).forEach((tag) -> tags.put(tag, NOW));
		Map<EntryKey, Long> keyEvents = new HashMap<>(seen.keyEvents());
		askedKeys.stream().filter(held::containsKey).forEach((key) -> keyEvents.put(key, NOW.hard()));
		Map<EntryKey, Long> puts = new HashMap<>(seen.puts());
		puts.keySet().removeAll(held.keySet());
		return new Observation(seen.clock(), tags, keyEvents, puts);
	}

}
