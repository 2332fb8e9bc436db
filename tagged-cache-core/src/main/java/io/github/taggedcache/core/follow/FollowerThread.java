package io.github.taggedcache.core.follow;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.github.taggedcache.core.store.AnswerThread;
import io.github.taggedcache.core.store.Futures;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that keeps a follower going, turn after turn. After a failed turn the thread
 * pauses. The pause doubles from {@value #FIRST_PAUSE_MILLIS} up to
 * {@value #LONGEST_PAUSE_MILLIS} ms. The pause ends at once when somebody finds that the
 * store answers again. While records come fast, the thread makes the follower's own short
 * pauses. No pause delays the end: a pause is a delayed task, which the end drops.
 */
public final class FollowerThread implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(FollowerThread.class);

	private static final long FIRST_PAUSE_MILLIS = 10;

	/** Together with the time of a turn less than a second. */
	private static final long LONGEST_PAUSE_MILLIS = 500;

	/** Together with the time of an attempt less than a second. */
	private static final long STOP_MILLIS = 400;

	/** How long an attempt to connect may delay the end. */
	private static final long ATTEMPT_MILLIS = 500;

	private final ScheduledThreadPoolExecutor executor;

	private final Follower follower;

	private long pause = FIRST_PAUSE_MILLIS;

	private boolean failing;

	/** The turn that a failure delays. Used by the thread alone. */
	private @Nullable ScheduledFuture<?> delayed;

	private volatile boolean closed;

	/**
	 * Creates the thread, which does not keep the JVM alive.
	 * @param follower creates the follower, for the executor that is given
	 */
	public FollowerThread(Function<Executor, Follower> follower) {
		this.executor = new ScheduledThreadPoolExecutor(1, (loop) -> {
			Thread thread = new Thread(() -> AnswerThread.run(loop), "tagged-cache-follower");
			thread.setDaemon(true);
			return thread;
		});
		this.executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		this.follower = follower.apply(this.executor);
	}

	/**
	 * Begins to follow. Does not wait for anything.
	 */
	public void start() {
		this.executor.execute(this::next);
	}

	/**
	 * The store answers: a pause after a failure ends. Does not wait for anything. Any
	 * thread may call this.
	 */
	public void retry() {
		try {
			this.executor.execute(this::endPause);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The follower was stopped", ex);
		}
	}

	private void endPause() {
		this.pause = FIRST_PAUSE_MILLIS;
		ScheduledFuture<?> turn = this.delayed;
		if (turn != null && turn.cancel(false)) {
			next();
		}
	}

	@SuppressWarnings("FutureReturnValueIgnored") // ended() gets the outcome
	private void next() {
		CompletableFuture<Void> turn;
		try {
			turn = this.follower.turn();
		}
		catch (Throwable ex) {
			turn = CompletableFuture.failedFuture(ex);
		}
		turn.whenCompleteAsync((done, ex) -> ended(ex), this.executor);
	}

	@SuppressWarnings("FutureReturnValueIgnored") // the next turn ends by itself
	private void ended(@Nullable Throwable failure) {
		try {
			if (failure == null) {
				recovered();
				this.executor.schedule(this::next, this.follower.pauseNanos(), TimeUnit.NANOSECONDS);
			}
			else {
				failed(failure);
				this.delayed = this.executor.schedule(this::next, this.pause, TimeUnit.MILLISECONDS);
				this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MILLIS);
			}
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The follower was stopped", ex);
		}
	}

	private void recovered() {
		this.pause = FIRST_PAUSE_MILLIS;
		if (this.failing) {
			this.failing = false;
			logger.info("Following the log of the tagged caches again");
		}
	}

	private void failed(Throwable failure) {
		if (!this.failing && !this.closed) {
			this.failing = true;
			logger.warn(
					"The log of the tagged caches cannot be followed: until it can, every read is judged by the store ({})",
					String.valueOf(Futures.cause(failure)));
			logger.debug("Why the log cannot be followed", failure);
		}
	}

	/**
	 * Stops the thread and closes its connection. Waits for the thread, for at most
	 * {@value #STOP_MILLIS} ms, and for a connection that is being made, for at most
	 * {@value #ATTEMPT_MILLIS} ms.
	 */
	@Override
	public void close() {
		this.closed = true;
		try {
			this.follower.close();
			this.executor.shutdown();
			if (!this.executor.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
				this.executor.shutdownNow();
				logger.warn("The thread that follows the log of the tagged caches did not stop within {} ms",
						STOP_MILLIS);
			}
			// The driver stops next, and would leak an unfinished connection
			this.follower.connecting().get(ATTEMPT_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.debug("No connection was made while the follower stopped", ex);
		}
		catch (InterruptedException ex) {
			this.executor.shutdownNow();
			Thread.currentThread().interrupt();
		}
	}

}
