package io.github.taggedcache.cache;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.outage.InvalidationQueue;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RoundTripProxy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Invalidations that fail where nobody can be told, with
 * {@code outage.invalidations: queue}.
 */
@ExtendWith(OutputCaptureExtension.class)
class InvalidationAfterCommitWaitsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final EmbeddedRedis redis = EmbeddedRedis.start();

	private static final RoundTripProxy proxy = RoundTripProxy.to(redis);

	private static final CacheApplication application = CacheApplication
		.onRedis(PendingInvalidationTests.Authors.class, RecordedTransactions.class)
		.at(proxy.uri())
		.with("tagged-cache.consistency=bounded", "tagged-cache.max-staleness=1s", "spring.data.redis.timeout=300ms",
				"tagged-cache.outage.invalidations=queue");

	private final PendingInvalidationTests.Authors authors = application.bean(PendingInvalidationTests.Authors.class);

	private final RecordedTransactions transactions = application.bean(RecordedTransactions.class);

	private final Node node = application.bean(Node.class);

	private final InvalidationQueue queue = application.bean(InvalidationQueue.class);

	private final TaggedCache cache = application.cache("authors");

	@BeforeAll
	static void start() {
		application.start("InvalidationAfterCommitWaitsTests");
	}

	@AfterAll
	static void stop() {
		application.stop();
		proxy.close();
		redis.close();
	}

	@BeforeEach
	void store() {
		Awaitility.await("the node is caught up").atMost(PATIENCE).until(() -> this.node.trusted() != null);
		this.cache.put(1L, "old", "author:1");
		assertThat(this.cache.get(1L)).isNotNull();
	}

	@AfterEach
	void reconnect() {
		proxy.swallow(false);
		proxy.cutAll();
	}

	private void awaitRecorded() {
		Awaitility.await("the invalidation is recorded")
			.atMost(PATIENCE)
			.until(() -> this.queue.size() == 0 && this.node.held() == 0);
	}

	@Test
	void invalidationAfterACommitWaitsInTheQueue(CapturedOutput output) {
		new TransactionTemplate(this.transactions).executeWithoutResult((status) -> {
			this.authors.rename(1);
			this.transactions.atCommit(() -> {
				CompletableFuture.runAsync(() -> this.cache.put(1L, "old", "author:1")).join();
				proxy.swallow(true);
			});
		});
		assertThat(this.queue.size()).isOne();
		assertThat(this.cache.get(1L)).isNull();
		reconnect();
		awaitRecorded();
		assertThat(this.cache.get(1L)).isNull();
		assertThat(output.getOut()).doesNotContain("its caller cannot be told");
	}

	@Test
	void invalidationAfterAnExceptionWaitsInTheQueue() {
		proxy.swallow(true);
		assertThatIllegalStateException().isThrownBy(this.authors::renameAndFail)
			.satisfies((ex) -> assertThat(ex.getSuppressed()).isEmpty());
		assertThat(this.queue.size()).isOne();
		reconnect();
		awaitRecorded();
		assertThat(this.cache.get(1L)).isNull();
	}

}
