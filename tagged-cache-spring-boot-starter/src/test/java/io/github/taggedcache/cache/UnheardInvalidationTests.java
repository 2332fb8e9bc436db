package io.github.taggedcache.cache;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.taggedcache.annotation.InvalidateTags;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

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

	@RegisterExtension
	static final CutOffApplication application = new CutOffApplication(Listeners.class,
			"tagged-cache.max-staleness=10m");

	private final RecordedTransactions transactions = application.bean(RecordedTransactions.class);

	private static void assertThatItIsSentAgain() {
		application.awaitHeld();
		assertThat(application.cache().get(1L)).isNull();
		application.reconnect();
		application.awaitRecorded();
		application.awaitMissOnTheOtherNode();
	}

	@Test
	void invalidationOfAListenerAfterTheCommitIsSentAgain() {
		new TransactionTemplate(this.transactions).executeWithoutResult((status) -> {
			application.publish(new Committed(1));
			this.transactions.atCommit(application::cutOff);
		});
		assertThat(application.node().held()).isOne();
		assertThatItIsSentAgain();
	}

	@Test
	void invalidationOfAnAsynchronousListenerIsSentAgain() {
		application.cutOff();
		application.publish(new Renamed(1));
		assertThatItIsSentAgain();
	}

	@Test
	void invalidationOfAScheduledMethodIsSentAgain() {
		application.cutOff();
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
