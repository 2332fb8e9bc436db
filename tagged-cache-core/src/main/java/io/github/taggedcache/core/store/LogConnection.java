package io.github.taggedcache.core.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A follower's own connection to the invalidation log. Other commands do not wait behind
 * a {@link #read} that waits for records, nor the other way round. One call at a time.
 * After a failure the follower closes the connection and opens another one. Failures
 * complete the future with a {@link StoreException}.
 */
public interface LogConnection extends AutoCloseable {

	/**
	 * Reads records, from the master. Waits for a record if there is none yet.
	 * @param after the version of the newest record that the caller has; zero for all
	 * records
	 * @param max most records of one answer
	 * @param waitMillis how long to wait, in ms; zero means not at all
	 * @return the records after that version, oldest first; empty if none came in time
	 */
	CompletableFuture<List<LogRecord>> read(long after, int max, long waitMillis);

	/**
	 * Asks, in one atomic step on the master, how new the log is.
	 * @param beat the question
	 * @return the clock, and whether the store still holds the caller's own appends
	 */
	CompletableFuture<BeatResult> beat(Beat beat);

	/**
	 * Closes the connection. Calls without an answer yet fail. Does not wait and does not
	 * throw.
	 */
	@Override
	void close();

}
