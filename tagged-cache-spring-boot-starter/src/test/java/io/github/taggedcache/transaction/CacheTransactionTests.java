package io.github.taggedcache.transaction;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.InvalidationMode;
import io.github.taggedcache.core.history.Retention;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.core.store.memory.MemoryStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Who is told that the store is away, where an outbox keeps what a transaction makes old.
 */
class CacheTransactionTests {

	private final LateOutbox outbox = new LateOutbox();

	private final CacheTransactions transactions = new CacheTransactions(
			new Node(new FailingLog(new MemoryStore(InstantSource.system(), 100)), new Retention()), Runnable::run,
			(tags, keys, cause) -> {
			}, () -> this.outbox, true);

	@BeforeEach
	void begin() {
		TransactionSynchronizationManager.initSynchronization();
		TransactionSynchronizationManager.setActualTransactionActive(true);
	}

	@AfterEach
	void end() {
		TransactionSynchronizationManager.unbindResourceIfPossible(this.transactions);
		TransactionSynchronizationManager.clear();
	}

	private CacheTransaction current() {
		CacheTransaction current = this.transactions.current();
		assertThat(current).isNotNull();
		return current;
	}

	private static CompletableFuture<String> sent(CacheTransaction transaction, Exception failure) {
		return transaction.orKept(CompletableFuture.failedFuture(failure), CompletableFuture.completedFuture("kept"));
	}

	@Test
	void outboxMayBecomeUsableWithTheFirstStatement() {
		CacheTransaction transaction = current();
		this.outbox.usable = true;
		transaction.invalidate(Set.of("a"), Mode.HARD);
		assertThat(sent(transaction, new StoreException("away", null))).isCompletedWithValue("kept");
	}

	@Test
	void failureIsToldWhereNoOutboxTakesAnything() {
		CacheTransaction transaction = current();
		transaction.invalidate(Set.of("a"), Mode.HARD);
		assertThat(sent(transaction, new StoreException("away", null))).isCompletedExceptionally();
	}

	@Test
	void otherFailuresAreTold() {
		this.outbox.usable = true;
		CacheTransaction transaction = current();
		transaction.invalidate(Set.of("a"), Mode.HARD);
		assertThat(sent(transaction, new IllegalStateException("No"))).isCompletedExceptionally();
	}

	@Test
	void nobodyLearnsAfterTheCommitWhatTheOutboxHas() {
		this.outbox.usable = true;
		CacheTransaction transaction = current();
		transaction.invalidate(Set.of("a"), Mode.HARD);
		transaction.beforeCommit(false);
		transaction.afterCommit();
		assertThatCode(transaction.new Last()::afterCommit).doesNotThrowAnyException();
	}

	@Test
	void whatWasSaidElsewhereAfterTheRecordIsTold() {
		this.outbox.usable = true;
		CacheTransaction transaction = current();
		transaction.invalidate(Set.of("a"), Mode.HARD);
		transaction.beforeCommit(false);
		CompletableFuture.runAsync(() -> transaction.invalidate(Set.of("b"), Mode.HARD)).join();
		assertThat(sent(transaction, new StoreException("away", null))).isCompletedExceptionally();
		transaction.afterCommit();
		assertThatExceptionOfType(StoreException.class).isThrownBy(transaction.new Last()::afterCommit);
	}

	/**
	 * Takes what it is given, once there is a connection.
	 */
	private static final class LateOutbox implements InvalidationOutbox {

		private boolean usable;

		@Override
		public boolean isUsable() {
			return this.usable;
		}

		@Override
		public Receipt record(Map<InvalidationMode, ? extends Collection<String>> tags, Collection<EntryKey> keys) {
			return () -> {
			};
		}

	}

}
