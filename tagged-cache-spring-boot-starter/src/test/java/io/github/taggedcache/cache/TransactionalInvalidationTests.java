package io.github.taggedcache.cache;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.taggedcache.annotation.InvalidateTags;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.cache.annotation.EnableCaching;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Invalidations and the transactions in and around them.
 */
class TransactionalInvalidationTests {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Authors.class, RecordedTransactions.class);

	private final Authors authors = application.bean(Authors.class);

	private final RecordedTransactions transactions = application.bean(RecordedTransactions.class);

	private final TransactionTemplate outer = new TransactionTemplate(this.transactions);

	@BeforeEach
	void store() {
		application.otherCache("authors").put(1L, "article", "author:1");
	}

	/**
	 * Another caller is outside the transaction, so on another thread.
	 */
	private static void storeByAnotherCaller() {
		CompletableFuture.runAsync(() -> application.otherCache("authors").put(1L, "article", "author:1")).join();
	}

	private static boolean isCached() {
		return application.otherCache("authors").get(1L) != null;
	}

	@Test
	void ownTransactionCommitsBeforeTheInvalidation() {
		AtomicBoolean cachedAtCommit = new AtomicBoolean();
		this.transactions.atCommit(() -> cachedAtCommit.set(isCached()));
		this.authors.rename(1);
		assertThat(cachedAtCommit).isTrue();
		assertThat(isCached()).isFalse();
	}

	@Test
	void ownTransactionRollsBackBeforeTheInvalidation() {
		AtomicBoolean cachedAtRollback = new AtomicBoolean();
		this.transactions.atCommit(() -> cachedAtRollback.set(isCached()));
		assertThatIllegalStateException().isThrownBy(() -> this.authors.renameAndFail(1));
		assertThat(cachedAtRollback).isTrue();
		assertThat(isCached()).isFalse();
	}

	@Test
	void invalidationInsideAnOuterTransactionIsMadeAtOnce() {
		this.outer.executeWithoutResult((status) -> {
			this.authors.rename(1);
			assertThat(isCached()).isFalse();
		});
	}

	@Test
	void invalidationIsMadeAgainAfterTheOuterTransactionCommitted() {
		this.outer.executeWithoutResult((status) -> {
			this.authors.rename(1);
			this.transactions.atCommit(TransactionalInvalidationTests::storeByAnotherCaller);
		});
		assertThat(isCached()).isFalse();
	}

	@Test
	void invalidationIsNotMadeAgainAfterTheOuterTransactionRolledBack() {
		this.outer.executeWithoutResult((status) -> {
			this.authors.rename(1);
			this.transactions.atCommit(TransactionalInvalidationTests::storeByAnotherCaller);
			status.setRollbackOnly();
		});
		assertThat(isCached()).isTrue();
	}

	@Test
	void invalidationByAnExceptionThatRollsBackIsNotMadeAgain() {
		assertThatIllegalStateException().isThrownBy(() -> this.outer.executeWithoutResult((status) -> {
			this.transactions.atCommit(TransactionalInvalidationTests::storeByAnotherCaller);
			this.authors.renameAndFail(1);
		}));
		assertThat(isCached()).isTrue();
	}

	@Test
	void invalidationByAnExceptionIsMadeAgainAfterTheOuterTransactionThatCommits() {
		this.outer.executeWithoutResult((status) -> {
			this.transactions.atCommit(TransactionalInvalidationTests::storeByAnotherCaller);
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.authors.renameAndFailChecked(1));
		});
		assertThat(isCached()).isFalse();
	}

	@Test
	void invalidationBeforeTheInvocationIsMadeAgainAfterTheOuterTransaction() {
		this.outer.executeWithoutResult((status) -> {
			this.authors.renameAfter(1);
			this.transactions.atCommit(TransactionalInvalidationTests::storeByAnotherCaller);
		});
		assertThat(isCached()).isFalse();
	}

	@Test
	void invalidationOfAFutureIsMadeAgainAfterTheOuterTransaction() {
		this.outer.executeWithoutResult((status) -> {
			this.authors.renameFuture(1).join();
			this.transactions.atCommit(TransactionalInvalidationTests::storeByAnotherCaller);
		});
		assertThat(isCached()).isFalse();
	}

	@Test
	void invalidationIsMadeAgainAfterSynchronizationsWithoutATransaction() {
		synchronizations().executeWithoutResult((status) -> {
			this.authors.rename(1);
			storeByAnotherCaller();
		});
		assertThat(isCached()).isFalse();
	}

	@Test
	void invalidationOfAFutureIsMadeAgainAfterSynchronizationsWithoutATransaction() {
		synchronizations().executeWithoutResult((status) -> {
			this.authors.renameFuture(1).join();
			storeByAnotherCaller();
		});
		assertThat(isCached()).isFalse();
	}

	private TransactionTemplate synchronizations() {
		TransactionTemplate synchronizations = new TransactionTemplate(this.transactions);
		synchronizations.setPropagationBehavior(TransactionDefinition.PROPAGATION_SUPPORTS);
		return synchronizations;
	}

	@EnableCaching
	@EnableTransactionManagement
	static class Authors {

		@Transactional
		@InvalidateTags("author:#{#id}")
		public void rename(long id) {
		}

		@Transactional
		@InvalidateTags("author:#{#id}")
		public void renameAndFail(long id) {
			throw new IllegalStateException("no");
		}

		@Transactional
		@InvalidateTags("author:#{#id}")
		public void renameAndFailChecked(long id) throws IOException {
			throw new IOException("no");
		}

		@Transactional
		@InvalidateTags(value = "author:#{#id}", beforeInvocation = true)
		public void renameAfter(long id) {
		}

		@InvalidateTags("author:#{#id}")
		public CompletableFuture<@Nullable Void> renameFuture(long id) {
			return CompletableFuture.completedFuture(null);
		}

	}

}
