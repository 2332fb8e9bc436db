package io.github.taggedcache.core.node;

import java.util.Collection;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.TagVersion;

/**
 * Judges an entry by an observation: valid if for each of its tags {@code hard <= asOf}
 * and for its key {@code last key event <= written}; stale if only a soft version is
 * newer.
 * <p>
 * An {@code asOf} above the clock is unknown, not valid: such an entry relies on an
 * invalidation that the store does not know of (any more), so the store's versions say
 * nothing about it.
 */
public final class Judge {

	private Judge() {
	}

	public static Verdict judge(Observation seen, EntryKey key, Collection<String> tags, long asOf, long written) {
		if (written > seen.clock()) {
			return Verdict.UNKNOWN;
		}
		Verdict byTags = judge(seen, tags, asOf);
		if (byTags != Verdict.VALID && byTags != Verdict.STALE) {
			return byTags;
		}
		Long keyEvent = seen.keyEvents().get(key);
		if (keyEvent == null) {
			return Verdict.UNKNOWN;
		}
		return (keyEvent > written) ? Verdict.INVALID_BY_KEY : byTags;
	}

	/**
	 * Judges tags alone.
	 * @param seen the observation
	 * @param tags the tags
	 * @param asOf version up to which a value is current for them
	 * @return the verdict
	 */
	public static Verdict judge(Observation seen, Collection<String> tags, long asOf) {
		if (asOf > seen.clock()) {
			return Verdict.UNKNOWN;
		}
		boolean stale = false;
		for (String tag : tags) {
			TagVersion version = seen.tag(tag);
			if (version == null) {
				return Verdict.UNKNOWN;
			}
			if (version.hard() > asOf) {
				return Verdict.INVALID_BY_TAG;
			}
			stale |= version.soft() > asOf;
		}
		return stale ? Verdict.STALE : Verdict.VALID;
	}

}
