package io.github.taggedcache.core.lease;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.LeaseStore;
import io.github.taggedcache.core.store.StoreException;

/**
 * The lease of an entry that one load asked for.
 */
public final class Lease {

	private final LeaseStore store;

	private final EntryKey key;

	private final String owner;

	private final LongSupplier nanoTime;

	/** Until this time the lease cannot be over. */
	private final long safeUntil;

	private final Consumer<StoreException> onFailure;

	private final CompletableFuture<Boolean> acquired;

	private final AtomicBoolean released = new AtomicBoolean();

	/** Whether the store itself said that the owner holds the lease. */
	private volatile boolean isKnown;

	/**
	 * Asks for a lease. The question is sent before this constructor returns.
	 * @param lease how long the lease lasts; half of that is left to the way to the
	 * store, and to a process that pauses on it
	 */
	Lease(LeaseStore store, EntryKey key, String owner, Duration lease, LongSupplier nanoTime,
			Consumer<StoreException> onFailure) {
		this.store = store;
		this.key = key;
		this.owner = owner;
		this.nanoTime = nanoTime;
		this.safeUntil = nanoTime.getAsLong() + lease.toNanos() / 2;
		this.onFailure = onFailure;
		this.acquired = store.acquire(key, owner, lease.toMillis())
			.thenApply(this::answered)
			.exceptionally(this::asIfAcquired);
	}

	private boolean answered(boolean isHeld) {
		this.isKnown = isHeld;
		return isHeld;
	}

	/**
	 * Nobody knows whether a store that failed gave the lease: the load runs, and
	 * releases the lease at its end.
	 */
	private boolean asIfAcquired(Throwable ex) {
		failed(ex);
		return true;
	}

	private void failed(Throwable ex) {
		if (Futures.cause(ex) instanceof StoreException failure) {
			this.onFailure.accept(failure);
		}
	}

	/**
	 * Whether the load may run.
	 * @return false if another one holds the lease; true also if the store failed
	 */
	public CompletableFuture<Boolean> acquired() {
		return this.acquired;
	}

	/**
	 * Releases the lease, if it was acquired, and still is. Nobody waits for that; a
	 * failure is told as one of the store, and costs the rest of the lease. May be called
	 * again, and before the store has answered whether the lease was acquired.
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
	public void release() {
		if (this.released.compareAndSet(false, true)) {
			this.acquired.thenAccept((held) -> {
				if (held) {
					end().whenComplete((done, ex) -> failed(ex));
				}
			});
		}
	}

	/**
	 * An owner whose lease may be over must not end the lease of the next owner.
	 */
	private CompletableFuture<Boolean> end() {
		boolean isSafe = this.isKnown && this.nanoTime.getAsLong() - this.safeUntil < 0;
		return isSafe ? this.store.free(this.key) : this.store.release(this.key, this.owner);
	}

}
