package io.github.taggedcache.cache;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Of two nodes that serve the same stale value one loads it again, and both get it.
 */
class OneRefreshTests {

	private static final Article OLD = new Article(1, Database.AUTHOR, "old");

	private static final Article NEW = new Article(1, Database.AUTHOR, "new");

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Library.class)
		.with("tagged-cache.consistency=bounded", "tagged-cache.defaults.write=through",
				"tagged-cache.defaults.stale-while-revalidate=1m");

	private final Library library = application.bean(Library.class);

	private final Library otherLibrary = application.otherContext().getBean(Library.class);

	private final Database otherDatabase = application.otherContext().getBean(Database.class);

	private final CountDownLatch answered = new CountDownLatch(1);

	@AfterEach
	void answer() {
		this.answered.countDown();
	}

	@ParameterizedTest
	@EnumSource
	void oneNodeRefreshes(CachedCall call) {
		this.otherDatabase.reset();
		call.on(this.library, 1);
		assertThat(call.on(this.otherLibrary, 1)).isEqualTo(OLD);
		application.database().rename("new");
		this.otherDatabase.rename("of the other node");
		application.manager().softInvalidateTags("article:1");
		application.database().afterNextRead(this::awaitAnswer);
		await().untilAsserted(() -> {
			assertThat(call.on(this.library, 1)).isEqualTo(OLD);
			assertThat(application.database().reads()).isEqualTo(2);
		});
		for (int i = 0; i < 20; i++) {
			assertThat(call.on(this.otherLibrary, 1)).isEqualTo(OLD);
		}
		this.answered.countDown();
		await().untilAsserted(() -> assertThat(call.on(this.library, 1)).isEqualTo(NEW));
		await().untilAsserted(() -> assertThat(call.on(this.otherLibrary, 1)).isEqualTo(NEW));
		assertThat(application.database().reads()).isEqualTo(2);
		assertThat(this.otherDatabase.reads()).isZero();
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
