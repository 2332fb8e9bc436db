package io.github.taggedcache.core.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A connection of its own to the invalidation log, for the one who follows it: nothing
 * that others send waits behind a {@link #read} that waits for records, or the other way
 * round. One call at a time. After a failure it is closed, and another one is made.
 * Failures complete the future with a {@link StoreException}.
 */
public interface LogConnection extends AutoCloseable {

	/**
	 * Reads records, from the master. Waits for one if there is none yet.
	 * @param after the version of the newest record that the caller has; zero for all
	 * that are there
	 * @param max most records of one answer
	 * @param waitMillis how long to wait, in ms; zero means not at all
	 * @return the records after that version, oldest first; empty if none came in time
	 */
	CompletableFuture<List<LogRecord>> read(long after, int max, long waitMillis);

	/**
	 * Asks, in one atomic step on the master, how new the log is.
	 * @param beat what to ask
	 * @return the clock, and what became of the caller's own appends
	 */
	CompletableFuture<BeatResult> beat(Beat beat);

	/**
	 * Closes the connection; what was asked on it and is not answered yet fails. Does not
	 * wait and does not throw.
	 */
	@Override
	void close();

}
