package io.github.taggedcache.core.judge;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Where versions come from: the node's own history, and the store.
 */
public interface VersionSource {

	/**
	 * The node's history, if a reader that begins now may rely on it.
	 * @return the versions; null if values must be judged by the store
	 */
	@Nullable KnownVersions trusted();

	/**
	 * The node's history, for a reader who has looked at the time.
	 * @param now the node's monotonic time in ns, taken before the history is asked
	 * @return the versions; null if values must be judged by the store
	 */
	@Nullable KnownVersions trusted(long now);

	/**
	 * Asks the store for its clock and for versions. One round trip.
	 * @param tags the tags
	 * @param keys the keys whose events are asked for
	 * @param prolong whether an entry is about to rely on them
	 * @return what the store said
	 */
	CompletableFuture<Observation> observe(Collection<String> tags, List<EntryKey> keys, boolean prolong);

	/**
	 * Asks the store for its clock, with which the node's history may be able to judge.
	 * One round trip.
	 * @return the clock; null if the node's history judges nothing, whatever the clock is
	 */
	@Nullable CompletableFuture<ObservedClock> observeClock();

	/**
	 * Whether the clock alone would have been enough to judge by. No round trip.
	 * @param since a version
	 * @param clock the clock that the store has just named
	 * @return whether the node's history knows all that has happened between the two, and
	 * ends there
	 */
	boolean knowsSince(long since, long clock);

}
