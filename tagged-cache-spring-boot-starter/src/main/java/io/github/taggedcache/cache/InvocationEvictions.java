package io.github.taggedcache.cache;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.invalidation.PendingInvalidations;
import io.github.taggedcache.transaction.CacheTransaction;

/**
 * The evictions and clears of one view. In a transaction they wait for its commit, or
 * happen twice: before the method is called, and again after the commit.
 * <p>
 * If one fails for a method with a future or publisher, its caller may have cancelled or
 * get the method's own failure: so the invalidation is also sent again later.
 *
 * @param view the view
 * @param invocation its call
 * @param pending sends failed invalidations again
 */
record InvocationEvictions(InvocationCache view, Invocation invocation, PendingInvalidations pending) {

	/**
	 * Evicts a key, in a transaction at its commit.
	 */
	void evict(Object key) {
		EntryKey entryKey = this.view.key(key);
		Region region = this.view.region();
		RegionTransaction transaction = this.view.transaction();
		if (!transaction.isThere()) {
			sentBefore((later) -> later.evict(region, entryKey));
		}
		join(key, entryKey, transaction.evictAtCommitOrNow(entryKey));
	}

	/**
	 * Evicts a key before the method is called, and in a transaction again after the
	 * commit; if no method is called, after the commit alone.
	 */
	void evictBefore(Object key) {
		if (this.invocation.isOnlyEvicting()) {
			evict(key);
			return;
		}
		EntryKey entryKey = this.view.key(key);
		Region region = this.view.region();
		RegionTransaction transaction = this.view.transaction();
		if (!transaction.isThere()) {
			sentBefore((later) -> later.evict(region, entryKey));
		}
		join(key, entryKey, transaction.evictNowAndAtCommit(entryKey));
	}

	private void join(Object key, EntryKey entryKey, CompletableFuture<Boolean> evicted) {
		this.invocation.writes()
			.write(this.view.cache().transactions().evictionSentAgain(List.of(entryKey), evicted), (ex) -> {
				this.pending.add(entryKey, ex);
				this.view.errors().evict(ex, key);
			}, this.view.access().writer());
	}

	/**
	 * Clears the region, in a transaction at its commit.
	 */
	void clear() {
		Region region = this.view.region();
		if (!this.view.transaction().clear()) {
			sentBefore((later) -> later.clear(region));
			join(region.clear());
		}
	}

	/**
	 * Clears the region before the method is called, and in a transaction again after the
	 * commit.
	 */
	void clearBefore() {
		Region region = this.view.region();
		RegionTransaction transaction = this.view.transaction();
		if (!transaction.isThere()) {
			sentBefore((later) -> later.clear(region));
		}
		join(transaction.clearNowAndAtCommit());
	}

	private void join(CompletableFuture<Boolean> cleared) {
		RegionTransactions transactions = this.view.cache().transactions();
		this.invocation.writes().write(transactions.clearingSentAgain(cleared), (ex) -> {
			this.pending.add(transactions.clearing(), ex);
			this.view.errors().clear(ex);
		}, this.view.access().writer());
	}

	/**
	 * Only a subscriber can turn out to be in a transaction later. Before anybody has
	 * subscribed, a call evicts that calls no method, and a hit of a suspending function.
	 */
	private void sentBefore(Consumer<CacheTransaction> change) {
		if (this.invocation.call().isAsync()) {
			this.invocation.transaction().sentBefore(change);
		}
	}

}
