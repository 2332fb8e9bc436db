package io.github.taggedcache.outbox.jdbc;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * What the newest look at the outbox showed. Asking it costs nothing. Thread safe.
 */
public final class OutboxStatus {

	private final LongSupplier nanoTime;

	private volatile Look look;

	private volatile @Nullable RuntimeException failure;

	/**
	 * Creates the status of an outbox that nobody has looked at yet.
	 * @param nanoTime monotonic time in ns
	 */
	public OutboxStatus(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.look = new Look(0, Duration.ZERO, nanoTime.getAsLong());
	}

	void looked(OutboxRows.Waiting waiting) {
		this.look = new Look(waiting.rows(), waiting.age(), this.nanoTime.getAsLong());
	}

	/**
	 * Takes note of how an attempt to relay ended.
	 * @return the failure of the attempt before, or null
	 */
	@Nullable RuntimeException ended(@Nullable RuntimeException failure) {
		RuntimeException before = this.failure;
		this.failure = failure;
		return before;
	}

	/**
	 * Rows that wait, of all instances.
	 * @return how many
	 */
	public long rows() {
		return this.look.rows();
	}

	/**
	 * How long the oldest row has been waiting. Goes on to rise while the database does
	 * not answer.
	 * @return the time since the row was written; zero if no row waits
	 */
	public Duration lag() {
		Look current = this.look;
		return (current.rows() > 0) ? current.age().plus(since(current)) : Duration.ZERO;
	}

	/**
	 * How old this knowledge is.
	 * @return the time since somebody looked at the table
	 */
	public Duration sinceLook() {
		return since(this.look);
	}

	private Duration since(Look look) {
		return Duration.ofNanos(this.nanoTime.getAsLong() - look.nanos());
	}

	/**
	 * Why the newest attempt to relay failed.
	 * @return the failure, or null
	 */
	public @Nullable RuntimeException failure() {
		return this.failure;
	}

	/**
	 * One look.
	 *
	 * @param rows how many wait
	 * @param age the age of the oldest
	 * @param nanos when it was
	 */
	private record Look(long rows, Duration age, long nanos) {

	}

}
