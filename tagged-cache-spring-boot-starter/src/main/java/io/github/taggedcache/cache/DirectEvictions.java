package io.github.taggedcache.cache;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.StoreException;

/**
 * Evictions and clears outside annotated methods. In a transaction they wait for its
 * commit, or happen twice: now, and again after the commit.
 */
final class DirectEvictions {

	private final RegionAccess access;

	private final RegionTransactions transactions;

	private final CacheErrors errors;

	DirectEvictions(RegionAccess access, RegionTransactions transactions, CacheErrors errors) {
		this.access = access;
		this.transactions = transactions;
		this.errors = errors;
	}

	/**
	 * Evicts a key, in a transaction at its commit.
	 */
	void evict(Object key) {
		EntryKey entryKey = this.access.ownKey(key);
		if (!this.transactions.current().evict(entryKey)) {
			await(key, entryKey, this.access.region().evict(entryKey));
		}
	}

	/**
	 * Evicts a key now, and in a transaction again after its commit.
	 * @return whether the store held an entry
	 */
	boolean evictIfPresent(Object key) {
		EntryKey entryKey = this.access.ownKey(key);
		return await(key, entryKey, this.transactions.current().evictNowAndAtCommit(entryKey));
	}

	private boolean await(Object key, EntryKey entryKey, CompletableFuture<Boolean> evicted) {
		try {
			return Futures.await(this.transactions.evictionSentAgain(List.of(entryKey), evicted));
		}
		catch (StoreException ex) {
			this.errors.evict(ex, key);
			return false;
		}
	}

	/**
	 * Evicts entries together, in a transaction at its commit.
	 */
	void evictAll(List<EntryKey> keys) {
		RegionTransaction transaction = this.transactions.current();
		List<EntryKey> now = keys.stream().filter((key) -> !transaction.evict(key)).toList();
		try {
			Futures.await(this.transactions.evictionSentAgain(now, this.access.region().evictAll(now)));
		}
		catch (StoreException ex) {
			this.errors.evict(ex, now);
		}
	}

	/**
	 * Clears the region, in a transaction at its commit.
	 */
	void clear() {
		if (!this.transactions.current().clear()) {
			await(this.access.region().clear());
		}
	}

	/**
	 * Clears the region now, and in a transaction again after its commit.
	 */
	void invalidate() {
		await(this.transactions.current().clearNowAndAtCommit());
	}

	private void await(CompletableFuture<Boolean> cleared) {
		try {
			Futures.await(this.transactions.clearingSentAgain(cleared));
		}
		catch (StoreException ex) {
			this.errors.clear(ex);
		}
	}

}
