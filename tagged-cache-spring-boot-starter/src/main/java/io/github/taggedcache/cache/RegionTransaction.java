package io.github.taggedcache.cache;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.taggedcache.core.load.LoadCall;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.region.Hit;
import io.github.taggedcache.core.region.NewEntry;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.transaction.CacheTransaction;
import org.jspecify.annotations.Nullable;

/**
 * A region as the transaction of a call sees it. The transaction does not get the entries
 * that it has made old. What it writes and evicts waits for its commit. Outside a
 * transaction no entry is old, and nothing waits.
 *
 * @param region the region
 * @param transaction the transaction; null outside
 */
record RegionTransaction(Region region, @Nullable CacheTransaction transaction) {

	/**
	 * Whether there is a transaction.
	 */
	boolean isThere() {
		return this.transaction != null;
	}

	/**
	 * Whether the transaction has made any entry old. If it has not, nobody needs to make
	 * the key of an entry to ask for that entry.
	 */
	boolean isDirty() {
		return this.transaction != null && this.transaction.isDirty();
	}

	/**
	 * Whether the transaction has made an entry old.
	 * @param key the key of the entry
	 * @param tags its tags, or those that are known
	 */
	boolean isOld(EntryKey key, Collection<String> tags) {
		return this.transaction != null && this.transaction.isDirty(key, tags);
	}

	/**
	 * What was found, unless the transaction has made it old.
	 */
	@Nullable Hit usable(EntryKey key, @Nullable Hit found) {
		return (found != null && isOld(key, found.tags())) ? null : found;
	}

	/**
	 * The load token of all loads in the transaction.
	 * @param outside the token of a load outside a transaction
	 */
	long token(long outside) {
		return (this.transaction != null) ? this.transaction.token() : outside;
	}

	/**
	 * Has a value put after the commit, under the token of the begin: the transaction may
	 * have seen what was current then. If the begin is not known, the key is evicted.
	 * @param failure is told of a failure
	 * @return false if no transaction is open
	 */
	boolean put(EntryKey key, NewEntry entry, Consumer<RuntimeException> failure) {
		long token = token(LoadCall.NO_TOKEN);
		return (token != LoadCall.NO_TOKEN) ? put(key, entry, token, failure) : evict(key);
	}

	/**
	 * Has a value put after the commit. Its bytes are made now: the caller may change the
	 * value.
	 * @param token the token of the value
	 * @param failure is told of a failure
	 * @return false if no transaction is open
	 */
	boolean put(EntryKey key, NewEntry entry, long token, Consumer<RuntimeException> failure) {
		return this.transaction != null && this.transaction.put(this.region, key, entry.tags(),
				this.region.putLater(Map.of(key, entry), token), failure);
	}

	/**
	 * Has a loaded value stored after the commit. Its bytes are made now, as those of a
	 * put. If the transaction has ended meanwhile, nothing is stored: whether it has
	 * committed is not known here.
	 */
	void store(EntryKey key, NewEntry entry, long token, Consumer<RuntimeException> failure) {
		if (this.transaction != null) {
			this.transaction.store(key, entry.tags(), this.region.storeLater(key, entry, token, failure), failure);
		}
	}

	/**
	 * Has a key evicted at the commit.
	 * @return false if no transaction is open
	 */
	boolean evict(EntryKey key) {
		return this.transaction != null && this.transaction.evict(this.region, key);
	}

	/**
	 * Has a key evicted at the commit, or now if no transaction is open.
	 */
	CompletableFuture<Boolean> evictAtCommitOrNow(EntryKey key) {
		return evict(key) ? CompletableFuture.completedFuture(false) : this.region.evict(key);
	}

	/**
	 * Evicts a key now, and at the commit if a transaction is open.
	 */
	CompletableFuture<Boolean> evictNowAndAtCommit(EntryKey key) {
		boolean isRepeated = evict(key);
		return orKept(isRepeated, this.region.evict(key));
	}

	/**
	 * Clears the region now, and at the commit if a transaction is open.
	 */
	CompletableFuture<Boolean> clearNowAndAtCommit() {
		boolean isRepeated = clear();
		return orKept(isRepeated, this.region.clear());
	}

	private CompletableFuture<Boolean> orKept(boolean isRepeated, CompletableFuture<Boolean> sent) {
		return (this.transaction != null && isRepeated)
				? this.transaction.orKept(sent, CompletableFuture.completedFuture(false)) : sent;
	}

	/**
	 * Has the region cleared at the commit.
	 * @return false if no transaction is open
	 */
	boolean clear() {
		return this.transaction != null && this.transaction.clear(this.region);
	}

}
