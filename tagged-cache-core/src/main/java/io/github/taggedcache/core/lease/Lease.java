package io.github.taggedcache.core.lease;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

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

	private final Consumer<StoreException> onFailure;

	private final CompletableFuture<Boolean> acquired;

	private final AtomicBoolean released = new AtomicBoolean();

	/**
	 * Asks for a lease. The question is sent before this constructor returns.
	 */
	Lease(LeaseStore store, EntryKey key, String owner, long leaseMillis, Consumer<StoreException> onFailure) {
		this.store = store;
		this.key = key;
		this.owner = owner;
		this.onFailure = onFailure;
		this.acquired = store.acquire(key, owner, leaseMillis).exceptionally(this::asIfAcquired);
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
					this.store.release(this.key, this.owner).whenComplete((done, ex) -> failed(ex));
				}
			});
		}
	}

}
