package io.github.taggedcache.core.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.taggedcache.core.name.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * The clock and the versions of names at one moment.
 *
 * @param clock the newest version
 * @param tags the versions of the tags asked for
 * @param keyEvents the newest key event in the bucket of each key asked for
 * @param puts id of the put that made that event, for the keys where a put did
 */
public record Observation(long clock, Map<String, TagVersion> tags, Map<EntryKey, Long> keyEvents,
		Map<EntryKey, Long> puts) {

	/**
	 * An observation of events that no put made.
	 * @param clock the newest version
	 * @param tags the versions of the tags asked for
	 * @param keyEvents the newest key event in the bucket of each key asked for
	 */
	public Observation(long clock, Map<String, TagVersion> tags, Map<EntryKey, Long> keyEvents) {
		this(clock, tags, keyEvents, Map.of());
	}

	/**
	 * Several observations as one. Its clock is the oldest clock, so a conclusion from
	 * that clock holds for each part.
	 * @param parts the parts, at least one
	 * @return one observation of all names
	 */
	public static Observation merge(List<Observation> parts) {
		if (parts.size() == 1) {
			return parts.get(0);
		}
		Map<String, TagVersion> tags = new HashMap<>();
		Map<EntryKey, Long> keyEvents = new HashMap<>();
		Map<EntryKey, Long> puts = new HashMap<>();
		long clock = Long.MAX_VALUE;
		for (Observation part : parts) {
			clock = Math.min(clock, part.clock);
			tags.putAll(part.tags);
			keyEvents.putAll(part.keyEvents);
			puts.putAll(part.puts);
		}
		return new Observation(clock, tags, keyEvents, puts);
	}

	/**
	 * The same, said at another clock.
	 * @param newest the newest version that it is to be relied on for
	 * @return an observation of the same versions
	 */
	public Observation at(long newest) {
		return (newest == this.clock) ? this : new Observation(newest, this.tags, this.keyEvents, this.puts);
	}

	/**
	 * The version of a tag.
	 * @param tag the tag
	 * @return its version, or null if it was not asked for
	 */
	public @Nullable TagVersion tag(String tag) {
		return this.tags.get(tag);
	}

	/**
	 * The put that made the newest event in the bucket of a key.
	 * @param key the key
	 * @return the id of the put, or zero if no put made the event
	 */
	public long put(EntryKey key) {
		return this.puts.getOrDefault(key, 0L);
	}

}
