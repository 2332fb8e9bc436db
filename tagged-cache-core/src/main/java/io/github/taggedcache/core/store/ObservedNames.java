package io.github.taggedcache.core.store;

import java.util.List;

import io.github.taggedcache.core.name.EntryKey;

/**
 * The names whose versions are observed.
 *
 * @param tags the tags, implicit ones included
 * @param keys the keys whose buckets are asked for
 * @param retention how long a version that is registered now must be remembered, in ms;
 * zero means for ever. Implicit tags are always remembered
 * @param prolong whether an entry is about to rely on these versions: a version that
 * would be forgotten before the entry expires is remembered longer
 * @param backdating where missing names are registered, if not at the clock
 */
public record ObservedNames(List<String> tags, List<EntryKey> keys, long retention, boolean prolong,
		Backdating backdating) {

	public ObservedNames {
		tags = List.copyOf(tags);
		keys = List.copyOf(keys);
		if (tags.size() + keys.size() > InvalidationLog.MAX_NAMES) {
			throw new IllegalArgumentException("One observe takes at most " + InvalidationLog.MAX_NAMES + " names");
		}
		if (retention < 0) {
			throw new IllegalArgumentException("Not negative: retention " + retention);
		}
	}

	/**
	 * Names of which those that are missing are registered at the clock.
	 * @param tags the tags, implicit ones included
	 * @param keys the keys whose buckets are asked for
	 * @param retention how long a version that is registered now must be remembered, in
	 * ms; zero means for ever
	 * @param prolong whether an entry is about to rely on these versions
	 */
	public ObservedNames(List<String> tags, List<EntryKey> keys, long retention, boolean prolong) {
		this(tags, keys, retention, prolong, Backdating.NONE);
	}

}
