package io.github.taggedcache.transaction;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

import io.github.taggedcache.core.load.LoadCall;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

import org.springframework.core.Ordered;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;

/**
 * The reactive transactions of subscribers as the caches see them. Their begin is not
 * known: nothing that is loaded in them is stored, and what is put evicts its key.
 */
public final class ReactiveTransactions {

	private ReactiveTransactions() {
	}

	/**
	 * The transaction that a subscriber is in.
	 * @param context the context of the subscriber
	 * @param transactions the transactions of this node
	 * @return null if there is none, or transactions do not matter
	 */
	public static @Nullable CacheTransaction current(ContextView context, CacheTransactions transactions) {
		TransactionSynchronizationManager manager = (transactions.areAware() && !context.isEmpty()) ? manager(context)
				: null;
		if (manager == null || !manager.isActualTransactionActive()) {
			return null;
		}
		if (manager.getResource(transactions) instanceof CacheTransaction bound) {
			return bound;
		}
		CacheTransaction begun = new CacheTransaction(transactions, LoadCall.NO_TOKEN, null);
		if (!manager.isSynchronizationActive()) {
			return begun.alreadyOver();
		}
		manager.bindResource(transactions, begun);
		manager.registerSynchronization(new First(begun, manager, transactions));
		manager.registerSynchronization(new LastOfReactive(begun.new Last()));
		return begun;
	}

	/**
	 * The answer is there at once.
	 */
	private static @Nullable TransactionSynchronizationManager manager(ContextView context) {
		AtomicReference<@Nullable TransactionSynchronizationManager> found = new AtomicReference<>();
		TransactionSynchronizationManager.forCurrentTransaction()
			.onErrorComplete(NoTransactionException.class)
			.contextWrite(context)
			.subscribe(found::set);
		return found.get();
	}

	/**
	 * Waits for the store on an executor, and not on the thread of the database.
	 */
	private static Mono<Void> run(Runnable action, Executor executor) {
		return Mono.fromFuture(() -> CompletableFuture.runAsync(action, executor));
	}

	/**
	 * The first of the synchronizations.
	 *
	 * @param transaction the transaction
	 * @param manager where it is bound
	 * @param transactions the key that it is bound by
	 */
	private record First(CacheTransaction transaction, TransactionSynchronizationManager manager,
			CacheTransactions transactions) implements TransactionSynchronization, Ordered {

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

		@Override
		public Mono<Void> suspend() {
			return Mono.fromRunnable(() -> this.manager.unbindResourceIfPossible(this.transactions));
		}

		@Override
		public Mono<Void> resume() {
			return Mono.fromRunnable(() -> this.manager.bindResource(this.transactions, this.transaction));
		}

		@Override
		public Mono<Void> afterCommit() {
			return run(this.transaction::afterCommit, this.transactions.executor());
		}

		@Override
		public Mono<Void> afterCompletion(int status) {
			return Mono.defer(() -> {
				this.manager.unbindResourceIfPossible(this.transactions);
				return run(() -> this.transaction.afterCompletion(status), this.transactions.executor());
			});
		}

	}

	/**
	 * The last of the synchronizations.
	 *
	 * @param last throws what failed
	 */
	private record LastOfReactive(CacheTransaction.Last last) implements TransactionSynchronization, Ordered {

		@Override
		public int getOrder() {
			return LOWEST_PRECEDENCE;
		}

		@Override
		public Mono<Void> afterCommit() {
			return Mono.fromRunnable(this.last::afterCommit);
		}

	}

}
