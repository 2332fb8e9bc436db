package io.github.taggedcache.cache;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.taggedcache.core.timeout.LoadTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/**
 * Callers leave a method that takes too long, if they can.
 */
class MethodLoadTimeoutTests {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Library.class)
		.with("tagged-cache.defaults.stale-if-error=1m", "tagged-cache.defaults.load-timeout.soft=50ms",
				"tagged-cache.defaults.load-timeout.hard=500ms", "tagged-cache.defaults.load-timeout.on-executor=true");

	private final Library library = application.bean(Library.class);

	private final Database database = application.database();

	private final CountDownLatch answered = new CountDownLatch(1);

	@AfterEach
	void answer() {
		this.answered.countDown();
	}

	@ParameterizedTest
	@EnumSource(names = { "FUTURE", "SYNC_FUTURE", "MONO", "SYNC_MONO", "FLUX", "SYNC_FLUX", "SYNC_PLAIN",
			"SYNC_OPTIONAL", "SYNC_LIST" })
	void staleValueIsServedWhereTheMethodIsSlow(CachedCall call) {
		call.on(this.library, 1);
		this.database.rename("new");
		application.manager().softInvalidateTags("article:1");
		this.database.afterNextRead(this::awaitAnswer);
		assertThat(call.on(this.library, 1)).isEqualTo(new Article(1, Database.AUTHOR, "old"));
		this.answered.countDown();
		await().untilAsserted(
				() -> assertThat(call.on(this.library, 1)).isEqualTo(new Article(1, Database.AUTHOR, "new")));
		assertThat(this.database.reads()).isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource(names = { "FUTURE", "SYNC_FUTURE", "MONO", "SYNC_MONO", "FLUX", "SYNC_FLUX", "SYNC_PLAIN",
			"SYNC_OPTIONAL", "SYNC_LIST" })
	void callerWithoutAStaleValueGetsAnException(CachedCall call) {
		this.database.afterNextRead(this::awaitAnswer);
		assertThatException().isThrownBy(() -> call.on(this.library, 2))
			.withStackTraceContaining(LoadTimeoutException.class.getName())
			.withStackTraceContaining(Library.class.getName() + "." + call.region());
		this.answered.countDown();
		await().untilAsserted(() -> assertThat(call.on(this.library, 2)).isNotNull());
		assertThat(this.database.reads()).isOne();
	}

	@Test
	void loadInATransactionStaysOnItsThread() {
		TransactionSynchronizationManager.setActualTransactionActive(true);
		try {
			CachedCall.SYNC_PLAIN.on(this.library, 3);
		}
		finally {
			TransactionSynchronizationManager.setActualTransactionActive(false);
		}
		assertThat(this.database.threads()).containsExactly(Thread.currentThread().getName());
	}

	private void awaitAnswer() {
		try {
			if (!this.answered.await(30, TimeUnit.SECONDS)) {
				throw new AssertionError("Never answered");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

}
