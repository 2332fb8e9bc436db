package io.github.taggedcache.outbox.jdbc;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Polls the outbox on a thread of its own, from the start of the application to its end.
 * Stops after the web server, and before the connections to the store and the database.
 */
public final class OutboxRelayLifecycle implements SmartLifecycle {

	/** The name of the thread. */
	static final String THREAD = "tagged-cache-outbox";

	private static final Logger logger = LoggerFactory.getLogger(OutboxRelayLifecycle.class);

	/** Just above the phase of the follower of the log. */
	private static final int PHASE = Integer.MAX_VALUE / 2 + 1;

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

	private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

	private final OutboxRelay relay;

	private final OutboxStatus status;

	private final Duration interval;

	private final AtomicBoolean deleting = new AtomicBoolean();

	/** Polls that failed, one after the other. Of the polling thread. */
	private int failures;

	private volatile @Nullable ScheduledThreadPoolExecutor executor;

	/**
	 * Creates the thread's life.
	 * @param relay what polls
	 * @param status is told of failures
	 * @param interval time between two polls that succeed
	 */
	public OutboxRelayLifecycle(OutboxRelay relay, OutboxStatus status, Duration interval) {
		this.relay = relay;
		this.status = status;
		this.interval = interval;
		relay.delivered().onAdded(this::deleteDelivered);
	}

	@Override
	public synchronized void start() {
		if (this.executor == null) {
			ScheduledThreadPoolExecutor started = new ScheduledThreadPoolExecutor(1, (task) -> {
				Thread thread = new Thread(task, THREAD);
				thread.setDaemon(true);
				return thread;
			});
			started.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
			this.deleting.set(false);
			this.executor = started;
			started.execute(() -> pollAndGoOn(started));
		}
	}

	/**
	 * Polls at once, because the store answers again.
	 */
	public void pollNow() {
		ScheduledThreadPoolExecutor running = this.executor;
		if (running != null) {
			submit(running, () -> poll(running));
		}
	}

	private void deleteDelivered() {
		ScheduledThreadPoolExecutor running = this.executor;
		if (running != null && this.deleting.compareAndSet(false, true)) {
			submit(running, () -> {
				this.deleting.set(false);
				deleteNow();
			});
		}
	}

	private void submit(ScheduledThreadPoolExecutor running, Runnable task) {
		try {
			running.execute(task);
		}
		catch (RejectedExecutionException ex) {
			logger.trace("The outbox has stopped; what is left is relayed later", ex);
		}
	}

	private void deleteNow() {
		try {
			this.relay.deleteDelivered();
		}
		catch (RuntimeException | Error ex) {
			logger.debug("Delivered rows could not be deleted and are relayed once more", ex);
		}
	}

	@SuppressWarnings("FutureReturnValueIgnored") // each poll deals with its outcome
	private void pollAndGoOn(ScheduledThreadPoolExecutor running) {
		poll(running);
		try {
			running.schedule(() -> pollAndGoOn(running), pause().toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			logger.trace("The outbox has stopped", ex);
		}
	}

	/**
	 * Twice as long after each failure, up to a bound that the interval may exceed.
	 */
	private Duration pause() {
		Duration pause = this.interval;
		for (int i = 0; i < this.failures && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
			pause = pause.multipliedBy(2);
		}
		Duration longest = (this.interval.compareTo(LONGEST_PAUSE) > 0) ? this.interval : LONGEST_PAUSE;
		return (pause.compareTo(longest) > 0) ? longest : pause;
	}

	/**
	 * One poll. Whatever goes wrong, the next one comes.
	 */
	private void poll(ScheduledThreadPoolExecutor running) {
		RuntimeException failure;
		try {
			failure = this.relay.poll(() -> this.executor == running);
		}
		catch (RuntimeException ex) {
			failure = ex;
		}
		catch (Error ex) {
			failure = new IllegalStateException("The outbox could not be relayed: " + ex, ex);
		}
		boolean failedBefore = this.status.ended(failure) != null;
		this.failures = (failure != null) ? this.failures + 1 : 0;
		if (failure != null && !failedBefore && this.executor == running) {
			logger.warn("The outbox could not be relayed. Its {} row(s) wait in the database, and are sent again until"
					+ " they are recorded", this.status.rows(), failure);
		}
		else if (failure == null && failedBefore) {
			logger.info("The outbox is relayed again");
		}
	}

	@Override
	public synchronized void stop() {
		ScheduledThreadPoolExecutor running = this.executor;
		if (running == null) {
			return;
		}
		this.executor = null;
		Future<?> lastDeletion = running.submit(this::deleteNow);
		await(lastDeletion);
		running.shutdown();
		if (!isEnded(running)) {
			running.shutdownNow();
		}
	}

	private static void await(Future<?> task) {
		try {
			task.get(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException | CancellationException ex) {
			logger.debug("Delivered rows are left in the outbox and are relayed once more", ex);
		}
	}

	private static boolean isEnded(ScheduledThreadPoolExecutor executor) {
		try {
			return executor.awaitTermination(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	@Override
	public boolean isRunning() {
		return this.executor != null;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
