package io.github.taggedcache.transaction;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.transaction.TransactionStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a transaction reads where entries in memory are served without asking the store.
 */
class NearTransactionTests {

	@RegisterExtension
	static final TwoInstances instances = new TwoInstances().with("tagged-cache.consistency=bounded");

	private final Instance one = instances.one();

	private final Articles articles = this.one.articles();

	@BeforeEach
	void readArticleFromMemory() {
		Awaitility.await("the node is caught up")
			.atMost(Duration.ofSeconds(60))
			.until(() -> this.one.cache().explain(1L).caughtUp());
		this.articles.find(1);
		int loads = this.articles.loads();
		this.articles.find(1);
		assertThat(this.articles.loads()).isEqualTo(loads);
	}

	@Test
	void transactionReadsItsOwnChange() {
		this.one.transaction().executeWithoutResult((status) -> {
			this.articles.write(1, "new");
			this.one.manager().invalidateTags("article:1");
			assertReadsNewTitle();
		});
	}

	/**
	 * Whether any transaction has changed anything is known by a count of them.
	 */
	@Test
	void transactionReadsItsOwnChangeAlsoAfterOthersHaveEnded() {
		this.one.transaction().executeWithoutResult((status) -> {
			this.articles.write(1, "new");
			this.one.manager().invalidateTags("article:1");
			CompletableFuture.runAsync(() -> {
				invalidateInATransaction((other) -> {
				});
				invalidateInATransaction(TransactionStatus::setRollbackOnly);
				invalidateInATransaction((other) -> this.one.manager().invalidateTags("article:3"));
			}).join();
			assertReadsNewTitle();
		});
	}

	private void invalidateInATransaction(Consumer<TransactionStatus> then) {
		this.one.transaction().executeWithoutResult((status) -> {
			this.one.manager().invalidateTags("article:2");
			then.accept(status);
		});
	}

	private void assertReadsNewTitle() {
		assertThat(this.articles.find(1).title()).isEqualTo("new");
		assertThat(this.articles.findInOneLoad(1).title()).isEqualTo("new");
		assertThat(this.one.cache().get(1L)).isNull();
	}

}
