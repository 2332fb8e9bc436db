package io.github.taggedcache.redis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.core.store.TagVersion;
import org.jspecify.annotations.Nullable;

/**
 * The arguments and the result of observe.lua.
 *
 * @param names the names to observe
 * @param tags its tags; tags that are remembered for ever come first
 */
record ObserveCall(ObservedNames names, List<String> tags) {

	/**
	 * The arguments.
	 * @param careful whether the script looks at each value, and prolongs the versions;
	 * else the script may give a text that is no version, if no key is missing
	 */
	byte[][] arguments(boolean careful) {
		return new byte[][] { Text.utf8(this.tags.size()),
				Text.utf8(this.tags.stream().filter(TagName::isImplicit).count()),
				Text.utf8(Lifetime.argument(this.names.retention())), Text.utf8(careful ? 1 : 0),
				Text.utf8(this.names.backdating().clock()), Text.utf8(this.names.backdating().version()) };
	}

	/**
	 * Reads the values of those keys that hold versions.
	 * @param values of the clock, then of the tags, then of the buckets
	 */
	Observation readWhatIsThere(List<byte[]> values) {
		Map<String, TagVersion> tags = new HashMap<>();
		Map<EntryKey, Long> keyEvents = new HashMap<>();
		int next = 1;
		for (String tag : this.tags) {
			TagVersion version = VersionText.tagVersion(values.get(next++));
			if (version != null) {
				tags.put(tag, version);
			}
		}
		Map<EntryKey, Long> puts = new HashMap<>();
		for (EntryKey key : this.names.keys()) {
			readEvent(key, values.get(next++), keyEvents, puts);
		}
		return new Observation(Math.max(0, VersionText.version(values.get(0))), tags, keyEvents, puts);
	}

	/**
	 * Reads the values of the keys.
	 * @param values of the clock, then of the tags, then of the buckets
	 * @return null if a value is missing or is no version
	 */
	@Nullable Observation read(List<byte[]> values) {
		boolean complete = (values.size() == 1 + this.tags.size() + this.names.keys().size());
		long clock = complete ? VersionText.version(values.get(0)) : VersionText.NONE;
		if (clock <= 0) {
			return null;
		}
		Map<String, TagVersion> tags = new HashMap<>();
		Map<EntryKey, Long> keyEvents = new HashMap<>();
		int next = 1;
		for (String tag : this.tags) {
			TagVersion version = VersionText.tagVersion(values.get(next++));
			if (version == null) {
				return null;
			}
			tags.put(tag, version);
		}
		Map<EntryKey, Long> puts = new HashMap<>();
		for (EntryKey key : this.names.keys()) {
			if (!readEvent(key, values.get(next++), keyEvents, puts)) {
				return null;
			}
		}
		return new Observation(clock, tags, keyEvents, puts);
	}

	/**
	 * Reads the newest event of a bucket, and the put that made it.
	 * @return whether the text is a version
	 */
	private static boolean readEvent(EntryKey key, byte @Nullable [] text, Map<EntryKey, Long> keyEvents,
			Map<EntryKey, Long> puts) {
		long version = VersionText.version(text);
		if (version != VersionText.NONE) {
			keyEvents.put(key, version);
			return true;
		}
		TagVersion event = VersionText.tagVersion(text);
		if (event == null || event.soft() == 0) {
			return false;
		}
		keyEvents.put(key, event.hard());
		puts.put(key, event.soft());
		return true;
	}

}
