package io.github.taggedcache.cache;

import java.util.concurrent.Executor;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.annotation.Bean;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values are loaded in the background by the application's own executor for that.
 */
class RefreshThreadTests {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Library.class, RefreshThreads.class)
		.with("tagged-cache.defaults.stale-while-revalidate=1h");

	/**
	 * Futures and publishers of the library choose a thread of their own.
	 */
	@ParameterizedTest
	@EnumSource(names = { "PLAIN", "SYNC_PLAIN", "OPTIONAL", "SYNC_OPTIONAL", "LIST", "SYNC_LIST" })
	void refreshRunsOnTheExecutorOfTheApplication(CachedCall call) {
		Library library = application.bean(Library.class);
		call.on(library, 1);
		application.manager().softInvalidateTags("article:1");
		call.on(library, 1);
		Awaitility.await("the refresh").until(() -> application.database().reads() == 2);
		assertThat(application.database().threads().get(0)).doesNotStartWith("refresh-");
		assertThat(application.database().threads().get(1)).startsWith("refresh-");
	}

	static class RefreshThreads {

		@Bean
		Executor taggedCacheRefreshExecutor() {
			return new SimpleAsyncTaskExecutor("refresh-");
		}

	}

}
