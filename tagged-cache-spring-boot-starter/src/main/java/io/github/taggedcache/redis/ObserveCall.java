package io.github.taggedcache.redis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.core.store.TagVersion;

/**
 * The arguments and the result of observe.lua.
 *
 * @param names what to observe
 * @param tags its tags, those first that are remembered for ever
 */
record ObserveCall(ObservedNames names, List<String> tags) {

	byte[][] arguments() {
		return new byte[][] { Text.utf8(this.tags.size()),
				Text.utf8(this.tags.stream().filter(TagName::isImplicit).count()),
				Text.utf8(Lifetime.argument(this.names.retention())), Text.utf8(this.names.prolong() ? 1 : 0) };
	}

	Observation decode(List<byte[]> result) {
		Map<String, TagVersion> tags = new HashMap<>();
		Map<EntryKey, Long> keyEvents = new HashMap<>();
		int next = 1;
		for (String tag : this.tags) {
			tags.put(tag, tagVersion(Text.text(result.get(next++))));
		}
		for (EntryKey key : this.names.keys()) {
			keyEvents.put(key, Text.number(result.get(next++)));
		}
		return new Observation(Text.number(result.get(0)), tags, keyEvents);
	}

	private static TagVersion tagVersion(String value) {
		int colon = value.indexOf(':');
		return new TagVersion(Long.parseLong(value.substring(0, colon)), Long.parseLong(value.substring(colon + 1)));
	}

}
