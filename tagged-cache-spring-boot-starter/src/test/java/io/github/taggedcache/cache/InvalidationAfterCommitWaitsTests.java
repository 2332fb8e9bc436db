package io.github.taggedcache.cache;

import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.core.outage.InvalidationQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

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

	@RegisterExtension
	static final CutOffApplication application = new CutOffApplication(PendingInvalidationTests.Authors.class,
			"tagged-cache.max-staleness=1s", "tagged-cache.outage.invalidations=queue");

	private final PendingInvalidationTests.Authors authors = application.bean(PendingInvalidationTests.Authors.class);

	private final RecordedTransactions transactions = application.bean(RecordedTransactions.class);

	private final InvalidationQueue queue = application.bean(InvalidationQueue.class);

	private final TaggedCache cache = application.cache();

	private void awaitRecorded() {
		Awaitility.await("the queue is empty").atMost(CutOffApplication.PATIENCE).until(() -> this.queue.size() == 0);
		application.awaitRecorded();
	}

	@Test
	void invalidationAfterACommitWaitsInTheQueue(CapturedOutput output) {
		new TransactionTemplate(this.transactions).executeWithoutResult((status) -> {
			this.authors.rename(1);
			this.transactions.atCommit(() -> {
				CompletableFuture.runAsync(() -> this.cache.put(1L, "old", "author:1")).join();
				application.cutOff();
			});
		});
		assertThat(this.queue.size()).isOne();
		assertThat(this.cache.get(1L)).isNull();
		application.reconnect();
		awaitRecorded();
		assertThat(this.cache.get(1L)).isNull();
		assertThat(output.getOut()).doesNotContain("its caller cannot be told");
	}

	@Test
	void invalidationAfterAnExceptionWaitsInTheQueue() {
		application.cutOff();
		assertThatIllegalStateException().isThrownBy(this.authors::renameAndFail)
			.satisfies((ex) -> assertThat(ex.getSuppressed()).isEmpty());
		assertThat(this.queue.size()).isOne();
		application.reconnect();
		awaitRecorded();
		assertThat(this.cache.get(1L)).isNull();
	}

}
