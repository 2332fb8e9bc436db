package io.github.taggedcache.cache;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.transaction.CacheTransaction;
import io.github.taggedcache.transaction.CacheTransactions;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of the calling threads as a region sees them.
 */
final class RegionTransactions {

	private final Region region;

	private final CacheTransactions transactions;

	private final RegionTransaction outside;

	RegionTransactions(Region region, CacheTransactions transactions) {
		this.region = region;
		this.transactions = transactions;
		this.outside = new RegionTransaction(region, null);
	}

	/**
	 * The transaction of the calling thread.
	 */
	RegionTransaction current() {
		return of(this.transactions.current());
	}

	/**
	 * The transaction of the calling thread, if it has made anything old: what a read has
	 * to know. No allocation outside such a transaction.
	 */
	RegionTransaction dirty() {
		return this.transactions.isDirty() ? current() : this.outside;
	}

	/**
	 * A transaction as the region sees it.
	 * @param transaction the transaction; null for none
	 */
	RegionTransaction of(@Nullable CacheTransaction transaction) {
		return (transaction != null) ? new RegionTransaction(this.region, transaction) : this.outside;
	}

	/**
	 * Has an eviction that fails after a commit of the calling thread sent again.
	 */
	<T> CompletableFuture<T> evictionSentAgain(Collection<EntryKey> keys, CompletableFuture<T> evicted) {
		return this.transactions.sentAgain(evicted, Map.of(), keys);
	}

	/**
	 * Has a clearing that fails after a commit of the calling thread sent again.
	 */
	CompletableFuture<Boolean> clearingSentAgain(CompletableFuture<Boolean> cleared) {
		return this.transactions.sentAgain(cleared, clearing(), List.of());
	}

	/**
	 * The tag that clears the region.
	 */
	Map<Mode, List<String>> clearing() {
		return Map.of(Mode.HARD, List.of(TagName.ofRegion(this.region.name())));
	}

}
