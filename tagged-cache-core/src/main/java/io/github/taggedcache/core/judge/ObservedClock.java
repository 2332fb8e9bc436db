package io.github.taggedcache.core.judge;

import java.util.Collection;
import java.util.List;

import io.github.taggedcache.core.name.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * The clock of the store at one moment, and what the node's history knows up to there.
 */
public interface ObservedClock {

	/**
	 * The clock, which is a load token. If the log has passed over an append of this
	 * node, the clock is below that append.
	 * @return the newest version up to which an answer of the store may be relied on
	 */
	long clock();

	/**
	 * What has happened to names after a version. No round trip.
	 * @param since the version
	 * @param tags the tags
	 * @param keys the keys
	 * @return a version for each name: the newest one of names to which something has
	 * happened since, and of all others one that is not above {@code since}; null if the
	 * history does not end at the clock, or has forgotten what happened
	 */
	@Nullable ObservedVersions since(long since, Collection<String> tags, List<EntryKey> keys);

}
