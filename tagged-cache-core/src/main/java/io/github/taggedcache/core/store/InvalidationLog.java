package io.github.taggedcache.core.store;

import java.util.concurrent.CompletableFuture;

/**
 * The control keys of a namespace: its clock, its invalidation log, and the versions of
 * tags and key buckets. It issues versions; each method is one atomic step there and one
 * round trip, sent when the method is called. It may lose any of its keys at any time,
 * all of them included: versions still rise, and what is missing never means valid.
 * Failures complete the future with a {@link StoreException}.
 */
public interface InvalidationLog {

	/** Most names of one {@link #append}, and of one {@link #observe}. */
	int MAX_NAMES = 1000;

	/** Names from which on a record says only that something happened. */
	int WIDE = 100;

	/**
	 * Issues a version for an invalidation: greater than the clock, than what the caller
	 * knows, than the last record, and not below the server's time in microseconds.
	 * O(number of names), whatever the number of entries.
	 * @param append what to invalidate
	 * @return the version and what was there before
	 */
	CompletableFuture<Appended> append(Append append);

	/**
	 * Reads the clock and versions. What is missing is registered at the clock, so that
	 * older entries become misses and newer ones stay good.
	 * @param names what to read
	 * @return the clock and the versions
	 */
	CompletableFuture<Observation> observe(ObservedNames names);

	/**
	 * Opens a connection for a node that follows the log. May take as long as connecting
	 * takes; does not block.
	 * @return the connection
	 */
	CompletableFuture<LogConnection> connect();

}
