package io.github.taggedcache.transaction;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.github.taggedcache.core.load.LoadCall;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.transaction.InvalidationOutbox.Receipt;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The transactions of the calling threads as the caches see them.
 * <p>
 * A transaction manager that tells of its begins has each of its transactions begin with
 * a load token. Of another one the begin is not known, and nothing that is loaded in its
 * transactions is stored.
 */
public final class CacheTransactions {

	private final Node node;

	private final Executor executor;

	private final Delivery delivery;

	private final Supplier<@Nullable InvalidationOutbox> outbox;

	private final boolean aware;

	/** Transactions of all threads that have made something old and have not ended. */
	private final AtomicInteger dirty = new AtomicInteger();

	@SuppressWarnings("ThreadLocalUsage") // one object an application context, gone with
											// it
	private final ThreadLocal<@Nullable CacheTransaction> beginning = new ThreadLocal<>();

	@SuppressWarnings("ThreadLocalUsage") // as above
	private final ThreadLocal<@Nullable CacheTransaction> suspended = new ThreadLocal<>();

	/**
	 * Creates it.
	 * @param node gives load tokens, and records invalidations
	 * @param executor tells an outbox of deliveries, and waits for the store after
	 * reactive transactions
	 * @param failed takes over invalidations that were not recorded after a commit
	 * @param outbox keeps invalidations in the database of a transaction; gives null if
	 * there is none
	 * @param aware whether transactions matter at all
	 */
	public CacheTransactions(Node node, Executor executor, FailedInvalidations failed,
			Supplier<@Nullable InvalidationOutbox> outbox, boolean aware) {
		this.node = node;
		this.executor = executor;
		this.delivery = new Delivery(node, executor, failed);
		this.outbox = outbox;
		this.aware = aware;
	}

	/**
	 * Whether transactions matter at all.
	 * @return false if everything happens at once, whatever the transaction
	 */
	public boolean areAware() {
		return this.aware;
	}

	/**
	 * The transaction of the calling thread.
	 * @return null if there is none, or transactions do not matter; one that is not
	 * {@link CacheTransaction#isOpen open} after the commit, while others are told of it
	 */
	public @Nullable CacheTransaction current() {
		if (!this.aware) {
			return null;
		}
		CacheTransaction current = bound();
		if (current == null) {
			if (!TransactionSynchronizationManager.isActualTransactionActive()) {
				return null;
			}
			current = new CacheTransaction(this, LoadCall.NO_TOKEN, this.suspended.get());
			if (!TransactionSynchronizationManager.isSynchronizationActive()) {
				return current.alreadyOver();
			}
			begin(current);
		}
		if (current.watch() && TransactionSynchronizationManager.isSynchronizationActive()) {
			TransactionSynchronizationManager.registerSynchronization(current.new Last());
		}
		return current;
	}

	AtomicInteger dirty() {
		return this.dirty;
	}

	/**
	 * Whether the transaction of the calling thread has made anything old. Each hit asks;
	 * the thread's own transaction is looked for only if there is one that has.
	 * @return false if all entries may be served
	 */
	public boolean isDirty() {
		CacheTransaction current = (this.dirty.get() > 0) ? bound() : null;
		return current != null && current.isDirty();
	}

	private @Nullable CacheTransaction bound() {
		Object bound = TransactionSynchronizationManager.getResource(this);
		return (bound instanceof CacheTransaction transaction && !transaction.isOver()) ? transaction : null;
	}

	private void begin(CacheTransaction transaction) {
		bind(transaction);
		TransactionSynchronizationManager.registerSynchronization(transaction);
	}

	/**
	 * Binds a transaction. One that ended on another thread may be bound still.
	 */
	private void bind(CacheTransaction transaction) {
		TransactionSynchronizationManager.unbindResourceIfPossible(this);
		TransactionSynchronizationManager.bindResource(this, transaction);
	}

	/**
	 * Takes the load token before the transaction of the database begins.
	 */
	void beforeBegin(TransactionExecution transaction) {
		if (this.aware && isOutermost(transaction)) {
			long token = this.node.beginToken();
			this.beginning
				.set(new CacheTransaction(this, (token > 0) ? token : LoadCall.NO_TOKEN, this.suspended.get()));
		}
	}

	/**
	 * Has a transaction begin as the outermost one of its thread.
	 */
	void afterBegin(TransactionExecution transaction, @Nullable Throwable beginFailure) {
		if (!this.aware || !isOutermost(transaction)) {
			return;
		}
		CacheTransaction begun = this.beginning.get();
		// Setting null is less work for each transaction than removing
		this.beginning.set(null);
		if (begun != null && beginFailure == null && TransactionSynchronizationManager.isSynchronizationActive()) {
			begin(begun);
		}
	}

	/**
	 * Whether a transaction begins with synchronizations of its own: no savepoint, no
	 * nested transaction, no reactive one.
	 */
	private static boolean isOutermost(TransactionExecution transaction) {
		return transaction instanceof DefaultTransactionStatus status && status.isNewTransaction()
				&& status.isNewSynchronization();
	}

	void suspended(CacheTransaction transaction) {
		TransactionSynchronizationManager.unbindResourceIfPossible(this);
		this.suspended.set(transaction);
	}

	void resumed(CacheTransaction transaction) {
		bind(transaction);
		this.suspended.set(transaction.outer());
	}

	void ended(CacheTransaction transaction) {
		if (TransactionSynchronizationManager.getResource(this) == transaction) {
			TransactionSynchronizationManager.unbindResource(this);
		}
	}

	/**
	 * Has an invalidation that fails sent again if a transaction of this thread has
	 * ended, and others are being told of that: its caller may learn of no failure then.
	 * @param <T> what the invalidation gives
	 * @param sent the invalidation
	 * @param tags its tags by mode, implicit ones included
	 * @param keys its keys
	 * @return the same
	 */
	public <T> CompletableFuture<T> sentAgain(CompletableFuture<T> sent, Map<Mode, ? extends Collection<String>> tags,
			Collection<EntryKey> keys) {
		CacheTransaction current = current();
		return (current != null && !current.isOpen()) ? this.delivery.sentAgain(sent, tags, keys) : sent;
	}

	/**
	 * Whether a transaction is that of the calling thread. An outbox knows no other.
	 */
	boolean isHere(CacheTransaction transaction) {
		return TransactionSynchronizationManager.getResource(this) == transaction;
	}

	/**
	 * Whether an outbox would take what the current transaction of this thread makes old.
	 */
	boolean hasOutbox() {
		return usableOutbox() != null;
	}

	private @Nullable InvalidationOutbox usableOutbox() {
		InvalidationOutbox outbox = this.outbox.get();
		return (outbox != null && outbox.isUsable()) ? outbox : null;
	}

	/**
	 * Runs what waits for the store where nobody else may wait.
	 */
	Executor executor() {
		return this.executor;
	}

	Delivery delivery() {
		return this.delivery;
	}

	/**
	 * Has the outbox keep what becomes old by a plan.
	 * @return null if there is no outbox for the current transaction
	 */
	@Nullable Receipt record(Plan plan) {
		InvalidationOutbox outbox = usableOutbox();
		return (outbox != null) ? outbox.record(plan.allTags(), plan.allKeys()) : null;
	}

	/**
	 * Invalidates tags: at the commit if there is a transaction, else at once.
	 * @param tags the tags, implicit ones included
	 * @param mode hard or soft
	 * @throws io.github.taggedcache.core.store.StoreException if they could not be
	 * recorded. After a commit they are sent again as well, as the exception may reach
	 * nobody
	 */
	public void invalidate(Collection<String> tags, Mode mode) {
		CacheTransaction current = current();
		if (current == null || !current.invalidate(tags, mode)) {
			this.delivery.invalidateNow(tags, mode, current != null);
		}
	}

}
