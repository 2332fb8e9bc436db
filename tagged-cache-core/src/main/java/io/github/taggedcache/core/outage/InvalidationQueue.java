package io.github.taggedcache.core.outage;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.github.taggedcache.core.follow.CatchUp;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.node.UnrecordedInvalidations;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Invalidations that the store did not take, in their order. They are recorded when the
 * store answers again. Until then this node takes their tags and keys for invalidated,
 * and does not trust its near cache; other nodes do not know yet.
 * <p>
 * Nobody knows whether an invalidation was recorded whose answer did not come. It waits
 * as well: recording it twice is safe. Memory is bounded; what does not fit is left to
 * its caller. Nothing outlives the process. Thread safe.
 */
public final class InvalidationQueue implements UnrecordedInvalidations, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(InvalidationQueue.class);

	/** When the queue tries by itself, if nobody tells it that the store answers. */
	private static final long REMINDER_SECONDS = 30;

	private final Node node;

	private final Executor executor;

	private final boolean on;

	/** Guarded by this, as the fields below. */
	private final WaitingLine line;

	private boolean sending;

	private boolean reminded;

	private boolean fullReported;

	private boolean closed;

	/** Changes when all that waited was given up. */
	private int generation;

	/**
	 * Creates an empty queue.
	 * @param node records the invalidations, and holds their names meanwhile
	 * @param executor runs what follows an answer of the store
	 * @param settings whether invalidations wait, and how many
	 */
	public InvalidationQueue(Node node, Executor executor, OutageSettings settings) {
		this.node = node;
		this.executor = executor;
		this.on = settings.queuesInvalidations();
		this.line = new WaitingLine(settings.maxQueuedNames(), settings.maxQueuedBytes());
		CatchUp catchUp = node.catchUp();
		if (this.on && catchUp != null) {
			catchUp.onAnswer(this::replay);
		}
	}

	/**
	 * Whether invalidations wait.
	 * @return false if each is left to its caller
	 */
	public boolean isOn() {
		return this.on;
	}

	/**
	 * Invalidations that wait.
	 * @return how many
	 */
	public synchronized int size() {
		return this.line.size();
	}

	@Override
	public boolean take(Collection<String> tags, Mode mode, Collection<EntryKey> keys, StoreException cause) {
		if (!this.on) {
			return false;
		}
		QueuedInvalidation added = QueuedInvalidation.of(tags, mode, keys);
		boolean first;
		synchronized (this) {
			if (this.closed) {
				return false;
			}
			if (this.line.contains(added)) {
				return true;
			}
			if (!this.line.hasRoomFor(added)) {
				reportFull();
				return false;
			}
			this.node.hold(added.tags(), added.keys());
			this.line.add(added);
			first = this.line.size() == 1;
		}
		if (first) {
			logger.warn("An invalidation of {} tag(s) and {} key(s) could not be recorded and waits for the store."
					+ " Until it is recorded, this node takes them for invalidated, and other nodes do not."
					+ " The same goes for those that follow", added.tags().size(), added.keys().size(), cause);
			remind();
		}
		return true;
	}

	private void reportFull() {
		if (!this.fullReported) {
			this.fullReported = true;
			logger.warn("{} invalidation(s) of {} tags and keys wait for the store, and there is no room for more:"
					+ " those that follow throw", this.line.size(), this.line.names());
		}
	}

	/**
	 * Tries now and then, in case that nobody notices that the store answers.
	 */
	private void remind() {
		synchronized (this) {
			if (this.reminded) {
				return;
			}
			this.reminded = true;
		}
		// On the timer's thread: another one may not be had
		CompletableFuture.delayedExecutor(REMINDER_SECONDS, TimeUnit.SECONDS, Runnable::run).execute(() -> {
			boolean more;
			synchronized (this) {
				this.reminded = false;
				more = this.line.size() > 0;
			}
			if (more) {
				replay();
				remind();
			}
		});
	}

	/**
	 * Records what waits, in order, because the store answers. Returns at once. What is
	 * not recorded goes on to wait.
	 */
	public void replay() {
		synchronized (this) {
			if (this.sending || this.closed || this.line.size() == 0) {
				return;
			}
			this.sending = true;
		}
		if (!handOver(this::sendFirst)) {
			stop();
		}
	}

	private synchronized void stop() {
		this.sending = false;
	}

	/**
	 * Runs a step on the executor, which may take no more work.
	 */
	private boolean handOver(Runnable step) {
		try {
			this.executor.execute(step);
			return true;
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			logger.debug("No thread can record the invalidations that wait", ex);
			return false;
		}
	}

	/**
	 * Sends the first ones; when they are recorded, the next ones.
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // its outcome is dealt with
	private void sendFirst() {
		List<QueuedInvalidation> batch;
		int begun;
		synchronized (this) {
			batch = this.closed ? List.of() : this.line.takeFirst();
			begun = this.generation;
			this.sending = !batch.isEmpty();
		}
		if (!batch.isEmpty()) {
			sent(batch).whenComplete((done, ex) -> {
				Runnable end = () -> ended(batch, begun, Futures.cause(ex));
				if (!handOver(end)) {
					end.run();
				}
			});
		}
	}

	private CompletableFuture<List<Appended>> sent(List<QueuedInvalidation> batch) {
		try {
			QueuedInvalidation first = batch.get(0);
			return first.keys().isEmpty() ? this.node.invalidateAgain(tags(batch), first.mode())
					: this.node.keyEvents(keys(batch));
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private static Set<String> tags(List<QueuedInvalidation> batch) {
		Set<String> tags = new LinkedHashSet<>();
		batch.forEach((one) -> tags.addAll(one.tags()));
		return tags;
	}

	private static Set<EntryKey> keys(List<QueuedInvalidation> batch) {
		Set<EntryKey> keys = new LinkedHashSet<>();
		batch.forEach((one) -> keys.addAll(one.keys()));
		return keys;
	}

	private void ended(List<QueuedInvalidation> batch, int begun, @Nullable Throwable failure) {
		if (failure == null) {
			recorded(batch);
			sendFirst();
			return;
		}
		logger.debug("{} invalidation(s) could not be recorded and go on to wait", batch.size(), failure);
		synchronized (this) {
			this.sending = false;
			if (begun == this.generation) {
				this.line.putBack(batch);
			}
			else {
				release(batch);
			}
		}
	}

	/**
	 * Releases names after their invalidation is recorded: every reader after that finds
	 * the invalidation.
	 */
	private void recorded(List<QueuedInvalidation> batch) {
		int left;
		synchronized (this) {
			release(batch);
			left = this.line.size();
			this.fullReported &= left > 0;
		}
		if (left == 0) {
			logger.info("The invalidations that waited for the store are recorded");
		}
	}

	/**
	 * Called with the lock held.
	 */
	private void release(List<QueuedInvalidation> batch) {
		this.line.end(batch);
		batch.forEach((one) -> this.node.release(one.tags(), one.keys()));
	}

	/**
	 * Gives up what waits, and releases its names. For a caller who has invalidated the
	 * whole namespace since.
	 */
	public void giveUp() {
		dropAll();
	}

	private synchronized int dropAll() {
		int dropped = this.line.size();
		this.generation++;
		release(this.line.takeAll());
		return dropped;
	}

	/**
	 * Ends the queue. What waits is given up.
	 */
	@Override
	public void close() {
		int dropped;
		synchronized (this) {
			if (this.closed) {
				return;
			}
			this.closed = true;
			dropped = dropAll();
		}
		if (dropped > 0) {
			logger
				.warn("The application stops while {} invalidation(s) wait for the store, and they are lost: what they"
						+ " were to remove may be served by other nodes, and after a restart by this one, until it"
						+ " expires. When the store is back, invalidate everything (TaggedCacheManager.invalidateAll)",
						dropped);
		}
	}

}
