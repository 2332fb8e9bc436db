package io.github.taggedcache.transaction;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.taggedcache.core.load.LoadCall;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.transaction.Change.Clearing;
import io.github.taggedcache.transaction.Change.Eviction;
import io.github.taggedcache.transaction.Change.Invalidation;
import io.github.taggedcache.transaction.Change.Put;
import io.github.taggedcache.transaction.Change.Store;
import io.github.taggedcache.transaction.Change.Write;
import io.github.taggedcache.transaction.InvalidationOutbox.Receipt;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;

/**
 * An outermost transaction as the caches see it: when it began, what it has made old, and
 * what it does to the caches when it has committed. Safe for threads: the future of a
 * method may end on any thread.
 * <p>
 * It is the first of the synchronizations that hears of the commit, so that all others
 * find the caches as they are after the commit.
 */
public final class CacheTransaction implements TransactionSynchronization {

	private final CacheTransactions transactions;

	private final long token;

	private final @Nullable CacheTransaction outer;

	/** Made when something is said. Guarded by this, as the fields below. */
	private @Nullable Journal journal;

	private boolean open = true;

	private boolean partlyRolledBack;

	private boolean recorded;

	private List<Receipt> receipts = List.of();

	private boolean watched;

	/**
	 * Whether an outbox takes what this transaction makes old, when it was last asked.
	 */
	private volatile boolean kept;

	/** Whether something was said too late, or elsewhere, for an outbox to take it. */
	private volatile boolean partlyUnkept;

	private volatile boolean dirty;

	private volatile boolean over;

	private @Nullable RuntimeException failure;

	/**
	 * Creates a transaction.
	 * @param token the load token of its begin, or {@link LoadCall#NO_TOKEN}
	 * @param outer the transaction that is suspended around it; null if there is none
	 */
	CacheTransaction(CacheTransactions transactions, long token, @Nullable CacheTransaction outer) {
		this.transactions = transactions;
		this.outer = outer;
		// A connection of the suspended transaction may be read from as well
		this.token = (outer != null && token != LoadCall.NO_TOKEN) ? Math.min(token, outer.token) : token;
	}

	/**
	 * Makes this one a transaction that has ended, and that others are being told of.
	 */
	CacheTransaction alreadyOver() {
		end();
		this.over = true;
		return this;
	}

	@Nullable CacheTransaction outer() {
		return this.outer;
	}

	/**
	 * The load token of all loads in this transaction: its snapshot, or its persistence
	 * context, may be as old as its begin.
	 * @return the token; {@link LoadCall#NO_TOKEN} if nothing that is loaded may be
	 * stored, as the begin is not known, or a part was rolled back that the persistence
	 * context may still show
	 */
	public synchronized long token() {
		return (this.partlyRolledBack || !this.open) ? LoadCall.NO_TOKEN : this.token;
	}

	/**
	 * Whether the transaction has ended, and what is said now comes too late for its
	 * commit.
	 * @return false from the commit or rollback on
	 */
	public synchronized boolean isOpen() {
		return this.open;
	}

	boolean isOver() {
		return this.over;
	}

	/**
	 * Whether the transaction has made anything old.
	 * @return false if all entries may be served in it
	 */
	public boolean isDirty() {
		return this.dirty;
	}

	/**
	 * Whether the transaction has made an entry old.
	 * @param key the key of the entry
	 * @param tags its tags, or those that are known
	 * @return true if the transaction has to read it from the source
	 */
	public boolean isDirty(EntryKey key, Collection<String> tags) {
		if (!this.dirty) {
			return false;
		}
		synchronized (this) {
			return this.open && this.journal != null && this.journal.isDirty(key, tags);
		}
	}

	/**
	 * Invalidates tags at the commit.
	 * @param tags the tags, implicit ones included
	 * @param mode hard or soft
	 * @return false if this transaction has ended
	 */
	public boolean invalidate(Collection<String> tags, Mode mode) {
		return invalidate(tags, mode, null);
	}

	/**
	 * Invalidates tags at the commit.
	 * @param tags the tags, implicit ones included
	 * @param mode hard or soft
	 * @param own is told what was recorded, if nothing of others was recorded with it
	 * @return false if this transaction has ended
	 */
	public boolean invalidate(Collection<String> tags, Mode mode, @Nullable Consumer<List<Appended>> own) {
		return tags.isEmpty() || add(new Invalidation(mode, tags, own));
	}

	/**
	 * Clears a region at the commit.
	 * @param region the region
	 * @return false if this transaction has ended
	 */
	public boolean clear(Region region) {
		return add(new Clearing(region));
	}

	/**
	 * Evicts a key at the commit.
	 * @param region its region
	 * @param key the key
	 * @return false if this transaction has ended
	 */
	public boolean evict(Region region, EntryKey key) {
		return add(new Eviction(region, key));
	}

	/**
	 * Puts a value after the commit, unless the transaction makes one of its tags old;
	 * else the key is evicted.
	 * @param region its region
	 * @param key its key
	 * @param tags its tags
	 * @param put puts it
	 * @param failure is told of a failure
	 * @return false if this transaction has ended
	 */
	public boolean put(Region region, EntryKey key, Collection<String> tags, Supplier<CompletableFuture<Boolean>> put,
			Consumer<RuntimeException> failure) {
		return add(new Put(region, key, List.copyOf(tags), new Write(put, failure)));
	}

	/**
	 * Stores a loaded value after the commit, unless the transaction makes one of its
	 * tags or its key old.
	 * @param key its key
	 * @param tags its tags
	 * @param store stores it
	 * @param failure is told of a failure
	 */
	public void store(EntryKey key, Collection<String> tags, Supplier<CompletableFuture<Boolean>> store,
			Consumer<RuntimeException> failure) {
		if (token() != LoadCall.NO_TOKEN) {
			add(new Store(key, List.copyOf(tags), new Write(store, failure)));
		}
	}

	private boolean add(Change change) {
		if (!(change instanceof Store) && isOpen() && this.transactions.isHere(this)) {
			// Asked each time: the connection of a transaction may be bound late
			this.kept = this.transactions.hasOutbox();
		}
		boolean recordNow;
		synchronized (this) {
			if (!this.open) {
				return false;
			}
			if (this.journal == null) {
				this.journal = new Journal();
			}
			this.journal.add(change);
			setDirty(this.journal.isDirty());
			recordNow = this.recorded && !(change instanceof Store);
		}
		if (recordNow) {
			keep(Plan.of(List.of(change), new DirtyNames()));
		}
		return true;
	}

	/**
	 * Has the outbox, if there is one for this transaction, keep what becomes old. On
	 * another thread it would take part in the transaction of that thread.
	 */
	private void keep(Plan plan) {
		if (plan.isWithoutInvalidations()) {
			return;
		}
		Receipt receipt = this.transactions.isHere(this) ? this.transactions.record(plan) : null;
		if (receipt == null) {
			this.partlyUnkept = true;
		}
		else {
			synchronized (this) {
				List<Receipt> more = new ArrayList<>(this.receipts);
				more.add(receipt);
				this.receipts = List.copyOf(more);
			}
		}
	}

	/**
	 * Has nobody learn that the store failed an invalidation that an outbox keeps: an
	 * outbox is there so that a transaction does not depend on the store.
	 * @param <T> what the invalidation gives
	 * @param sent an invalidation that this transaction makes again at its commit
	 * @param failed what to give in the place of a failure of the store; complete
	 * @return the same otherwise
	 */
	public <T> CompletableFuture<T> orKept(CompletableFuture<T> sent, CompletableFuture<T> failed) {
		boolean isKept = this.kept && !this.partlyUnkept;
		return isKept ? sent.exceptionallyCompose(
				(ex) -> (Futures.cause(ex) instanceof StoreException) ? failed : CompletableFuture.failedFuture(ex))
				: sent;
	}

	/**
	 * Whether this is the first question. The one who asks has to add {@link Last} to the
	 * synchronizations.
	 */
	synchronized boolean watch() {
		boolean first = !this.watched;
		this.watched = true;
		return first;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void suspend() {
		this.transactions.suspended(this);
	}

	@Override
	public void resume() {
		this.transactions.resumed(this);
	}

	@Override
	public synchronized void savepoint(Object savepoint) {
		if (this.journal == null) {
			this.journal = new Journal();
		}
		this.journal.setSavepoint(savepoint);
	}

	@Override
	public synchronized void savepointRollback(Object savepoint) {
		this.partlyRolledBack = true;
		if (this.journal != null) {
			this.journal.rollBackTo(savepoint);
			setDirty(this.journal.isDirty());
		}
	}

	@Override
	public void beforeCommit(boolean readOnly) {
		Plan plan;
		synchronized (this) {
			this.recorded = true;
			plan = (this.journal != null) ? this.journal.plan() : null;
		}
		if (plan != null) {
			keep(plan);
		}
	}

	@Override
	public void afterCommit() {
		Plan plan = end();
		if (plan != null) {
			this.failure = this.transactions.delivery().deliver(plan, this.receipts);
		}
	}

	/**
	 * Ends what can be said.
	 * @return what is to be done; null if that is nothing, or was done
	 */
	private synchronized @Nullable Plan end() {
		Plan plan = (this.open && this.journal != null) ? this.journal.plan() : null;
		this.open = false;
		this.journal = null;
		setDirty(false);
		return plan;
	}

	/**
	 * Counted before it is dirty and until it is dirty no more, so that whoever finds
	 * none counted need not look for his own.
	 */
	private void setDirty(boolean dirty) {
		if (dirty && !this.dirty) {
			this.transactions.dirty().incrementAndGet();
			this.dirty = true;
		}
		else if (!dirty && this.dirty) {
			this.dirty = false;
			this.transactions.dirty().decrementAndGet();
		}
	}

	/**
	 * After a rollback nothing is left to do. If nobody knows whether the transaction has
	 * committed, everything becomes old that would have become old. The outbox then hears
	 * of no delivery: its row tells what is true.
	 */
	@Override
	public void afterCompletion(int status) {
		Plan plan = end();
		this.over = true;
		this.transactions.ended(this);
		if (plan != null && status != STATUS_ROLLED_BACK) {
			this.transactions.delivery().deliver(plan.withoutValues(), List.of());
		}
	}

	/**
	 * The last of the synchronizations that hears of the commit. An exception here is
	 * seen by the one who committed, and keeps no other synchronization from its work.
	 */
	final class Last implements TransactionSynchronization {

		@Override
		public int getOrder() {
			return Ordered.LOWEST_PRECEDENCE;
		}

		@Override
		public void afterCommit() {
			RuntimeException thrown = CacheTransaction.this.failure;
			if (thrown != null && (CacheTransaction.this.receipts.isEmpty() || CacheTransaction.this.partlyUnkept)) {
				throw thrown;
			}
		}

	}

}
