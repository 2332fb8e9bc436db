package io.github.taggedcache.invalidation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.Mode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Invalidations that failed where no caller can be told: after a transaction has ended,
 * after a method threw, after a subscriber cancelled. Each is sent again, with growing
 * pauses, until it is recorded or its time is over. While an invalidation is pending,
 * this node takes its tags and keys for invalidated.
 * <p>
 * One attempt sends all of them, so that many failures do not become many senders.
 * Nothing waits for an attempt. Memory is bounded: if more than 10,000 tags and keys are
 * pending, one invalidation of the whole namespace takes their place.
 */
public final class PendingInvalidations implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(PendingInvalidations.class);

	/** Most tags and keys that are remembered one by one. */
	private static final int MAX_NAMES = 10_000;

	private static final long FIRST_PAUSE_MILLIS = 50;

	private static final long LONGEST_PAUSE_MILLIS = 1000;

	private final Node node;

	private final Executor executor;

	private final LongSupplier nanoTime;

	private final Duration patience;

	/** Guarded by this, as the fields below. */
	private final List<Pending> all = new ArrayList<>();

	/** Tags and keys of all. */
	private int names;

	private boolean trying;

	private boolean closed;

	/**
	 * Creates it without any.
	 * @param node invalidates, and holds the names meanwhile
	 * @param executor runs the attempts
	 * @param nanoTime the time, in ns
	 * @param patience how long after its failure an invalidation is sent again
	 */
	public PendingInvalidations(Node node, Executor executor, LongSupplier nanoTime, Duration patience) {
		this.node = node;
		this.executor = executor;
		this.nanoTime = nanoTime;
		this.patience = patience;
	}

	/**
	 * Takes over an invalidation of tags.
	 * @param tags the tags by mode
	 * @param cause why it failed
	 */
	public void add(Map<Mode, ? extends Collection<String>> tags, Throwable cause) {
		tags.forEach((mode, names) -> add(names, mode, List.of(), cause));
	}

	/**
	 * Takes over the invalidation of tags and keys.
	 * @param tags the tags by mode
	 * @param keys the keys
	 * @param cause why they were not recorded
	 */
	public void add(Map<Mode, ? extends Collection<String>> tags, Collection<EntryKey> keys, Throwable cause) {
		add(tags, cause);
		add(List.of(), Mode.HARD, List.copyOf(keys), cause);
	}

	/**
	 * Takes over the eviction of a key.
	 * @param key the key
	 * @param cause why it failed
	 */
	public void add(EntryKey key, Throwable cause) {
		add(List.of(), Mode.HARD, List.of(key), cause);
	}

	private void add(Collection<String> tags, Mode mode, List<EntryKey> keys, Throwable cause) {
		if (tags.isEmpty() && keys.isEmpty()) {
			return;
		}
		long endsAt = this.nanoTime.getAsLong() + this.patience.toNanos();
		boolean first = addOrWiden(new Pending(List.copyOf(tags), mode, keys, endsAt), cause);
		if (first) {
			logger
				.warn("An invalidation of {} tag(s) and {} key(s) could not be recorded, and its caller cannot be told."
						+ " It is sent again for {} s; until it is recorded, this node takes them for invalidated, and"
						+ " other nodes do not", tags.size(), keys.size(), this.patience.toSeconds(), cause);
			tryLater(FIRST_PAUSE_MILLIS);
		}
	}

	/**
	 * Takes over an invalidation. If there are too many names, an invalidation of the
	 * whole namespace stands for all of them. After the stop nothing sends it, so its
	 * names must not be held.
	 * @return whether no attempt is due yet, and one must be
	 */
	private synchronized boolean addOrWiden(Pending added, Throwable cause) {
		if (this.closed) {
			givenUpByTheStop(List.of(added), cause);
			return false;
		}
		Pending pending = added;
		List<Pending> replaced = List.of();
		if (this.names + added.names() > MAX_NAMES) {
			logger.warn("More than {} tags and keys of failed invalidations are pending."
					+ " One invalidation of the whole namespace is sent in their place", MAX_NAMES);
			pending = new Pending(List.of(TagName.NAMESPACE), Mode.HARD, List.of(), added.endsAt());
			replaced = List.copyOf(this.all);
		}
		this.node.hold(pending.tags(), pending.keys());
		this.all.add(pending);
		this.names += pending.names();
		remove(replaced);
		boolean first = !this.trying;
		this.trying = true;
		return first;
	}

	private void tryLater(long pause) {
		// On the timer's thread: another one may not be had
		CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS, Runnable::run).execute(() -> {
			if (pending() > 0 && !handOver(() -> tryNow(Math.min(2 * pause, LONGEST_PAUSE_MILLIS)))) {
				tryLater(LONGEST_PAUSE_MILLIS);
			}
		});
	}

	/**
	 * Runs a step on the executor. An executor that takes no more work, or cannot start a
	 * thread, must not end the attempts: names would be held for ever.
	 * @return whether the executor took the step
	 */
	private boolean handOver(Runnable step) {
		try {
			this.executor.execute(step);
			return true;
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			int left = pending();
			if (left > 0) {
				logger.warn("No thread can send {} failed invalidation(s) again now", left, ex);
			}
			return false;
		}
	}

	private synchronized int pending() {
		return this.all.size();
	}

	/**
	 * Sends all that is pending. An invalidation that is added during an attempt waits
	 * for the next one: the attempt may have been recorded before the change that the
	 * invalidation stands for.
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // its outcome is dealt with
	private void tryNow(long nextPause) {
		List<Pending> batch;
		synchronized (this) {
			batch = this.closed ? List.of() : List.copyOf(this.all);
		}
		if (!batch.isEmpty()) {
			sent(batch).whenComplete((done, ex) -> {
				Runnable end = () -> ended(batch, Futures.cause(ex), nextPause);
				if (!handOver(end)) {
					end.run();
				}
			});
		}
	}

	private CompletableFuture<Void> sent(List<Pending> batch) {
		try {
			return send(batch);
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private CompletableFuture<Void> send(List<Pending> batch) {
		Map<Mode, Set<String>> tags = new EnumMap<>(Mode.class);
		Set<EntryKey> keys = new LinkedHashSet<>();
		for (Pending pending : batch) {
			tags.computeIfAbsent(pending.mode(), (mode) -> new LinkedHashSet<>()).addAll(pending.tags());
			keys.addAll(pending.keys());
		}
		List<CompletableFuture<?>> sent = new ArrayList<>();
		tags.forEach((mode, names) -> sent.add(this.node.invalidate(names, mode)));
		sent.add(this.node.invalidateKeys(keys));
		return CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new));
	}

	private void ended(List<Pending> batch, @Nullable Throwable failure, long nextPause) {
		long now = this.nanoTime.getAsLong();
		List<Pending> over = (failure != null)
				? batch.stream().filter((pending) -> pending.endsAt() - now <= 0).toList() : batch;
		remove(over);
		if (failure == null) {
			logger.info("{} invalidation(s) that had failed are recorded now", over.size());
		}
		else if (!over.isEmpty()) {
			logger
				.error("{} invalidation(s), of {} tag(s) and {} key(s), could not be recorded within {} s and are given"
						+ " up: what they were to remove may be served until it expires. When the store is back, invalidate"
						+ " these tags again, or everything (TaggedCacheManager.invalidateAll)", over.size(),
						tags(over), keys(over), this.patience.toSeconds(), failure);
		}
		boolean more;
		synchronized (this) {
			more = !this.all.isEmpty() && !this.closed;
			this.trying = more;
		}
		if (more) {
			tryLater((failure != null) ? nextPause : FIRST_PAUSE_MILLIS);
		}
	}

	/**
	 * Removes invalidations and releases their names. One that is not there any more was
	 * replaced while an attempt was under way.
	 */
	private synchronized void remove(Collection<Pending> over) {
		// By identity: an equal one may have been added while this one was sent
		Set<Pending> removed = Collections.newSetFromMap(new IdentityHashMap<>());
		removed.addAll(over);
		for (Iterator<Pending> left = this.all.iterator(); left.hasNext();) {
			Pending pending = left.next();
			if (removed.contains(pending)) {
				left.remove();
				this.names -= pending.names();
				this.node.release(pending.tags(), pending.keys());
			}
		}
	}

	private static int tags(List<Pending> pending) {
		return pending.stream().mapToInt((one) -> one.tags().size()).sum();
	}

	private static int keys(List<Pending> pending) {
		return pending.stream().mapToInt((one) -> one.keys().size()).sum();
	}

	/**
	 * Gives up what is pending, and releases its names. For a caller who has invalidated
	 * the whole namespace since.
	 */
	public void giveUp() {
		dropAll();
	}

	private synchronized List<Pending> dropAll() {
		List<Pending> left = List.copyOf(this.all);
		remove(left);
		// An attempt that finds nothing to send does not go on
		this.trying = false;
		return left;
	}

	/**
	 * Ends all attempts. What is pending is given up, as is what fails later: a
	 * transaction may end after the stop.
	 */
	@Override
	public void close() {
		List<Pending> left;
		synchronized (this) {
			this.closed = true;
			left = dropAll();
		}
		if (!left.isEmpty()) {
			givenUpByTheStop(left, null);
		}
	}

	private static void givenUpByTheStop(List<Pending> left, @Nullable Throwable cause) {
		logger.error(
				"The application stops before {} invalidation(s), of {} tag(s) and {} key(s), could be recorded:"
						+ " what they were to remove may be served by other nodes until it expires",
				left.size(), tags(left), keys(left), cause);
	}

	/**
	 * One invalidation.
	 *
	 * @param tags its tags
	 * @param mode their mode
	 * @param keys its keys
	 * @param endsAt when it is given up, by the monotonic time in ns
	 */
	private record Pending(List<String> tags, Mode mode, List<EntryKey> keys, long endsAt) {

		int names() {
			return this.tags.size() + this.keys.size();
		}

	}

}
