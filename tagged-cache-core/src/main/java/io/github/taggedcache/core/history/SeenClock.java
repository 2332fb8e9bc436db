package io.github.taggedcache.core.history;

import java.util.Collection;
import java.util.List;

import io.github.taggedcache.core.judge.ObservedClock;
import io.github.taggedcache.core.judge.ObservedVersions;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Observation;
import org.jspecify.annotations.Nullable;

/**
 * The clock alone, as the store has told it to a node that follows the log.
 *
 * @param told the clock of the store
 * @param sent the token of the history when the store was asked
 * @param history the history
 */
record SeenClock(long told, long sent, TagHistory history) implements ObservedClock {

	@Override
	public long clock() {
		return this.history.reliableUpTo(this.told);
	}

	@Override
	public @Nullable ObservedVersions since(long since, Collection<String> tags, List<EntryKey> keys) {
		if (!this.history.endsAt(this.told, this.sent)) {
			return null;
		}
		Observation known = this.history.versionsSince(since, clock(), tags, keys);
		return (known != null) ? new ObservedVersions(known) : null;
	}

}
