package io.github.taggedcache.transaction;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a transaction reads where entries in memory are served without asking the store.
 */
class NearTransactionTests {

	@RegisterExtension
	static final TwoInstances instances = new TwoInstances().with("tagged-cache.consistency=bounded");

	private final Instance one = instances.one();

	@Test
	void transactionReadsItsOwnChange() {
		Articles articles = this.one.articles();
		Awaitility.await("the node is caught up")
			.atMost(Duration.ofSeconds(60))
			.until(() -> this.one.cache().explain(1L).caughtUp());
		articles.find(1);
		int loads = articles.loads();
		articles.find(1);
		assertThat(articles.loads()).isEqualTo(loads);
		this.one.transaction().executeWithoutResult((status) -> {
			articles.write(1, "new");
			this.one.manager().invalidateTags("article:1");
			assertThat(articles.find(1).title()).isEqualTo("new");
			assertThat(articles.findInOneLoad(1).title()).isEqualTo("new");
		});
	}

}
