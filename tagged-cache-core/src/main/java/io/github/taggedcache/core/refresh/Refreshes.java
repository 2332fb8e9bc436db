package io.github.taggedcache.core.refresh;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.github.taggedcache.core.event.RefreshOutcome;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.lease.Lease;
import io.github.taggedcache.core.lease.Leases;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Futures;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The refreshes of one region on one node: at most one of a key at a time, and at most
 * {@value #MOST_AT_ONCE} of all keys. So the entries of a tag that was invalidated softly
 * are not loaded all at once. Who finds no room is served all the same, and the next
 * caller tries again.
 */
public final class Refreshes {

	/** Most refreshes of a region that run on a node. */
	public static final int MOST_AT_ONCE = 16;

	private static final Logger logger = LoggerFactory.getLogger(Refreshes.class);

	private final Set<EntryKey> running = ConcurrentHashMap.newKeySet();

	private final AtomicInteger places = new AtomicInteger(MOST_AT_ONCE);

	private final Executor executor;

	private final @Nullable Leases leases;

	private final LongSupplier nanoTime;

	private final RegionEvents events;

	/**
	 * Creates it.
	 * @param executor runs refreshes
	 * @param leases give a refresh to one node in the cluster; null if each node
	 * refreshes by itself
	 * @param nanoTime the node's monotonic time in ns
	 * @param events is told how they end
	 */
	public Refreshes(Executor executor, @Nullable Leases leases, LongSupplier nanoTime, RegionEvents events) {
		this.executor = executor;
		this.leases = leases;
		this.nanoTime = nanoTime;
		this.events = events;
	}

	/**
	 * Begins a refresh on the executor, unless one of the key runs already. Returns at
	 * once and throws nothing.
	 * @param key the key
	 * @param refresh looks the entry up once more, loads it and stores it; its future may
	 * complete anywhere
	 */
	public void begin(EntryKey key, Supplier<CompletableFuture<RefreshOutcome>> refresh) {
		if (!this.running.add(key)) {
			return;
		}
		if (this.places.getAndDecrement() <= 0) {
			end(key, RefreshOutcome.REJECTED);
			return;
		}
		try {
			this.executor.execute(() -> run(key, refresh));
		}
		catch (RuntimeException ex) {
			// The executor of the application may be full or closed
			logger.debug("{} was not refreshed", key, ex);
			end(key, RefreshOutcome.REJECTED);
		}
	}

	@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for a refresh
	private void run(EntryKey key, Supplier<CompletableFuture<RefreshOutcome>> refresh) {
		Leases all = this.leases;
		CompletableFuture<RefreshOutcome> ended = (all != null)
				? leased(key, refresh, all, 0, this.nanoTime.getAsLong() + all.longestWait().toNanos())
				: attempted(refresh);
		ended.whenComplete((outcome, ex) -> {
			if (ex != null) {
				logger.debug("The refresh of {} failed", key, Futures.cause(ex));
			}
			end(key, (ex != null) ? RefreshOutcome.FAILED : outcome);
		});
	}

	/**
	 * Refreshes with the lease of the entry. While another owner has it, callers are
	 * served; then the refresh takes what that one has stored.
	 */
	private CompletableFuture<RefreshOutcome> leased(EntryKey key, Supplier<CompletableFuture<RefreshOutcome>> refresh,
			Leases all, int pauses, long end) {
		Lease lease = all.request(key);
		return Futures.then(lease.acquired(), (isAcquired) -> {
			if (isAcquired) {
				return attempted(refresh).whenComplete((outcome, ex) -> lease.release());
			}
			if (this.nanoTime.getAsLong() - end >= 0) {
				return CompletableFuture.completedFuture(RefreshOutcome.ELSEWHERE);
			}
			Executor later = CompletableFuture.delayedExecutor(all.pause(pauses).toNanos(), TimeUnit.NANOSECONDS,
					this.executor);
			return CompletableFuture.runAsync(() -> {
			}, later).thenCompose((over) -> leased(key, refresh, all, pauses + 1, end));
		}, this.executor);
	}

	private static CompletableFuture<RefreshOutcome> attempted(Supplier<CompletableFuture<RefreshOutcome>> refresh) {
		try {
			return refresh.get();
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private void end(EntryKey key, RefreshOutcome outcome) {
		this.places.incrementAndGet();
		this.running.remove(key);
		this.events.refreshed(key, outcome);
	}

	/**
	 * Refreshes that run.
	 * @return how many
	 */
	public int size() {
		return this.running.size();
	}

}
