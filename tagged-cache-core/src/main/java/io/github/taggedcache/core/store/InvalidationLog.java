package io.github.taggedcache.core.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.name.EntryKey;

/**
 * The control keys of a namespace: its clock, its invalidation log, and the versions of
 * tags and key buckets. Each method is one atomic step of the store and one round trip,
 * sent when the method is called. The store may lose any of these keys at any time, also
 * all of them: versions still rise, and missing never means valid. Failures complete the
 * future with a {@link StoreException}.
 */
public interface InvalidationLog {

	/** Most names of one {@link #append}, and of one {@link #observe}. */
	int MAX_NAMES = 1000;

	/**
	 * Most names that a node appends at once. Redis serves nobody else meanwhile, and
	 * takes about a millisecond for as many. A record names all of them.
	 */
	int APPENDED_AT_ONCE = 100;

	/**
	 * Most names that a node observes at once. If none of them is registered yet, Redis
	 * takes about a millisecond.
	 */
	int OBSERVED_AT_ONCE = 200;

	/**
	 * Most names of a record. A record of more names says only that something happened.
	 */
	int WIDE = 100;

	/**
	 * Issues a version for an invalidation: greater than the clock, than what the caller
	 * knows, than the last record, and not below the server's time in microseconds.
	 * O(number of names), whatever the number of entries.
	 * @param append what to invalidate
	 * @return the version, and the versions before it
	 */
	CompletableFuture<Appended> append(Append append);

	/**
	 * Reads the clock and versions. A missing version is registered at the clock, so that
	 * older entries become misses and newer ones stay good; or where the caller, who
	 * knows all that happened up to that clock, says.
	 * @param names the names whose versions are read
	 * @return the clock and the versions
	 */
	CompletableFuture<Observation> observe(ObservedNames names);

	/**
	 * Reads the clock and versions, and registers nothing. For operators: a reader that
	 * judges an entry calls {@link #observe}.
	 * @param tags the tags, implicit ones included
	 * @param keys the keys whose buckets are asked for; with the tags at most
	 * {@value #MAX_NAMES}
	 * @return the clock, which is zero if it is missing, and the versions that are there
	 */
	CompletableFuture<Observation> peek(List<String> tags, List<EntryKey> keys);

	/**
	 * Reads the newest records of the log, for operators. A replica may answer, which
	 * lags behind.
	 * @param max most records of the answer; at least one
	 * @return the records, newest first
	 */
	CompletableFuture<List<LogRecord>> newest(int max);

	/**
	 * Opens a connection for a node that follows the log. Does not block.
	 * @return the connection
	 */
	CompletableFuture<LogConnection> connect();

}
