package io.github.taggedcache.core.follow;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.github.taggedcache.core.history.LogAccess;
import io.github.taggedcache.core.history.TagHistory;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.LogConnection;

/**
 * Keeps a node's history up with the invalidation log, turn by turn. Reading delivers
 * records; a beat proves that none is missing. Everything here runs on one executor, one
 * step at a time.
 */
public final class Follower {

	/*-
	 * Gaps
	 * ----
	 * There are three signs of a gap: a record that does not follow the position, a record
	 * that names nothing, and a clock that the newest record of the log does not explain.
	 * After a gap everything up to the clock is unknown, and the store judges each entry
	 * once.
	 *
	 * A store that went back
	 * ----------------------
	 * A fail-over may lose writes. There are four signs: a record follows a version before
	 * the position; the clock is below a version that this node has met; a tag's version
	 * is below the version that the history knows; the store no longer holds an own append
	 * of the node, and eviction cannot explain that. The answer is a repair, and a gap.
	 *
	 * Proofs
	 * ------
	 * A beat whose clock is the position proves that the node has applied everything that
	 * was appended before the beat was sent. While others append all the time, clock and
	 * position are never equal. So a beat whose clock is ahead is kept (PendingProof). It
	 * proves the same once the records up to its clock have been applied, in order and
	 * without a gap.
	 *
	 * Decisions that look like bugs and are none
	 * ------------------------------------------
	 * - Nothing is proven while an own append up to the position has not been met in the
	 *   log, although clock and position agree. A fail-over may have lost exactly that
	 *   append; docs/model shows the stale read.
	 * - An own key event whose record was trimmed or evicted is neither held nor lost. It
	 *   is appended again, for its key alone.
	 * - A beat that needs a second look comes soon, not at once: an append under load
	 *   would otherwise be followed by beat after beat.
	 * - The connection is closed after a repair, although it works. It may lead to a
	 *   server that is no longer the master.
	 */

	private final TagHistory history;

	private final CatchUp catchUp;

	private final FollowerConnection connection;

	private final BeatSchedule schedule;

	private final PendingProof proof;

	private final RecordApplier applier;

	private final Heartbeat heartbeat;

	private final ReadPause pause;

	private final Executor executor;

	/**
	 * Creates a follower.
	 * @param log the log, as the node uses it
	 * @param history the history to keep up
	 * @param catchUp is told what is proven
	 * @param losses is told of gaps and repairs
	 * @param pause how long to pause between two reads while records come fast; zero for
	 * never
	 * @param executor runs the steps; one thread
	 */
	public Follower(LogAccess log, TagHistory history, CatchUp catchUp, Losses losses, Duration pause,
			Executor executor) {
		this.history = history;
		this.catchUp = catchUp;
		this.connection = new FollowerConnection(log.log());
		this.schedule = new BeatSchedule(catchUp);
		this.proof = new PendingProof(history, catchUp);
		Recovery recovery = new Recovery(log, history, catchUp, losses, this.schedule, this.proof, this.connection,
				executor);
		this.applier = new RecordApplier(log, history, this.proof, recovery);
		this.heartbeat = new Heartbeat(log, history, catchUp, this.schedule, this.proof, recovery, executor);
		this.pause = new ReadPause(pause, catchUp::now);
		this.executor = executor;
	}

	/**
	 * How long a follower pauses between two reads, unless it is told otherwise.
	 * @param catchUp the node's proof
	 * @return a two-hundredth of {@code max-staleness}, at most 5 ms
	 */
	public static Duration readPause(CatchUp catchUp) {
		return ReadPause.usual(catchUp.maxStaleness());
	}

	/**
	 * Reads what is new and applies it; waits for new records until the next beat is due;
	 * beats if a beat is due. Connects if there is no connection.
	 * @return completes when that is done. If it fails, the connection was closed, and
	 * the next turn makes another one
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // the outcome is the turn's
	public CompletableFuture<Void> turn() {
		return Futures.compose(this.connection.get(), this::read, this.executor)
			.thenCompose((connected) -> this.applier.isFilled() ? this.heartbeat.beatIfDue(connected)
					: CompletableFuture.completedFuture(null))
			.whenCompleteAsync((done, ex) -> {
				if (ex != null) {
					this.proof.drop();
					this.schedule.now();
					this.connection.disconnect();
				}
				else {
					this.catchUp.answered();
				}
			}, this.executor);
	}

	private CompletableFuture<LogConnection> read(LogConnection connected) {
		long wait = this.applier.isFilled() ? this.schedule.millisUntilNext() : 0;
		return Futures.compose(connected.read(this.history.position(), RecordApplier.BATCH, wait), (records) -> {
			this.pause.answered(records.size(), records.size() == RecordApplier.BATCH);
			return this.applier.apply(records).thenApply((done) -> connected);
		}, this.executor);
	}

	/**
	 * How long to wait after a turn before the next one begins: zero, unless records come
	 * fast. Then the next read brings all records of the wait. A beat is not delayed.
	 * @return the wait in ns
	 */
	public long pauseNanos() {
		return Math.min(this.pause.nanos(), this.schedule.nanosUntilNext());
	}

	/**
	 * Makes what is under way fail soon. Any thread may call this.
	 */
	public void close() {
		this.connection.close();
	}

	/**
	 * The attempt to connect. A connection that is made after closing is closed at once.
	 * A caller that takes the store away after closing waits for that.
	 * @return completes when no connection is being made, normally or not
	 */
	CompletableFuture<?> connecting() {
		return this.connection.connecting();
	}

}
