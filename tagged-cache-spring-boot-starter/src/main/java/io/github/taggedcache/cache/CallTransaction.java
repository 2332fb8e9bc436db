package io.github.taggedcache.cache;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.taggedcache.transaction.CacheTransaction;
import io.github.taggedcache.transaction.CacheTransactions;
import io.github.taggedcache.transaction.ReactiveTransactions;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

/**
 * The transaction that a call is made in: that of the thread of the call, or the reactive
 * one of a subscriber to the publisher of the call.
 */
final class CallTransaction {

	private final CacheTransactions transactions;

	private volatile @Nullable CacheTransaction current;

	private List<Consumer<CacheTransaction>> sentBefore = List.of();

	private boolean subscribed;

	/**
	 * Creates it, on the thread of the call.
	 */
	CallTransaction(CacheTransactions transactions) {
		this.transactions = transactions;
		this.current = transactions.current();
	}

	/**
	 * The transaction.
	 * @return null if there is none
	 */
	@Nullable CacheTransaction current() {
		return this.current;
	}

	/**
	 * Whether the transaction has made anything old.
	 */
	boolean isDirty() {
		CacheTransaction transaction = this.current;
		return transaction != null && transaction.isDirty();
	}

	/**
	 * Takes note of what was sent before anybody subscribed. A subscriber in a
	 * transaction has it sent again after the commit.
	 */
	synchronized void sentBefore(Consumer<CacheTransaction> change) {
		if (!this.subscribed) {
			this.sentBefore = Stream.concat(this.sentBefore.stream(), Stream.of(change)).toList();
		}
	}

	/**
	 * Takes note of the reactive transaction of a subscriber, before anything is done for
	 * that.
	 */
	void subscribed(ContextView context) {
		List<Consumer<CacheTransaction>> before = sentBefore();
		CacheTransaction reactive = ReactiveTransactions.current(context, this.transactions);
		if (reactive != null) {
			this.current = reactive;
			before.forEach((change) -> change.accept(reactive));
		}
	}

	private synchronized List<Consumer<CacheTransaction>> sentBefore() {
		this.subscribed = true;
		return this.sentBefore;
	}

}
