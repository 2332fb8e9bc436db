package io.github.taggedcache.cache;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.annotation.InvalidateTags;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RoundTripProxy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Invalidations of listeners that fail because Redis is cut off, and whose caller only
 * logs that.
 */
@Tag("row-18")
class UnheardInvalidationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final EmbeddedRedis redis = EmbeddedRedis.start();

	private static final RoundTripProxy proxy = RoundTripProxy.to(redis);

	private static final CacheApplication application = CacheApplication
		.onRedis(Listeners.class, RecordedTransactions.class)
		.at(proxy.uri())
		.with("tagged-cache.consistency=bounded", "tagged-cache.max-staleness=10m", "spring.data.redis.timeout=300ms");

	private final Node node = application.bean(Node.class);

	private final TaggedCache cache = application.cache("authors");

	@BeforeAll
	static void start() {
		application.start("UnheardInvalidationTests");
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
	void heal() {
		reconnect();
		awaitRecorded();
	}

	private static void reconnect() {
		proxy.swallow(false);
		proxy.cutAll();
	}

	private void awaitHeld() {
		Awaitility.await("the failed invalidation is held").atMost(PATIENCE).until(() -> this.node.held() > 0);
	}

	private void awaitRecorded() {
		Awaitility.await("the invalidation is recorded").atMost(PATIENCE).until(() -> this.node.held() == 0);
	}

	private void assertThatItIsSentAgain() {
		awaitHeld();
		assertThat(this.cache.get(1L)).isNull();
		reconnect();
		awaitRecorded();
		Awaitility.await("the other node has read the record")
			.atMost(PATIENCE)
			.until(() -> application.otherCache("authors").get(1L) == null);
	}

	@Test
	void invalidationOfAListenerAfterTheCommitIsSentAgain() {
		new TransactionTemplate(application.bean(RecordedTransactions.class)).executeWithoutResult((status) -> {
			application.context().publishEvent(new Committed(1));
			application.bean(RecordedTransactions.class).atCommit(() -> proxy.swallow(true));
		});
		assertThat(this.node.held()).isOne();
		assertThatItIsSentAgain();
	}

	@Test
	void invalidationOfAnAsynchronousListenerIsSentAgain() {
		proxy.swallow(true);
		application.context().publishEvent(new Renamed(1));
		assertThatItIsSentAgain();
	}

	@Test
	void invalidationOfAScheduledMethodIsSentAgain() {
		proxy.swallow(true);
		Listeners.LATCH.countDown();
		assertThatItIsSentAgain();
	}

	@EnableAsync
	@EnableCaching
	@EnableScheduling
	@EnableTransactionManagement
	static class Listeners {

		static final CountDownLatch LATCH = new CountDownLatch(1);

		@TransactionalEventListener
		@InvalidateTags("author:#{#event.id}")
		public void committed(Committed event) {
		}

		@Async
		@EventListener
		@InvalidateTags("author:#{#event.id}")
		public void renamed(Renamed event) {
		}

		@Scheduled(fixedDelay = 1, timeUnit = TimeUnit.DAYS)
		@InvalidateTags("author:1")
		public void scheduled() throws InterruptedException {
			LATCH.await();
		}

	}

	public record Committed(long id) {

	}

	public record Renamed(long id) {

	}

}
