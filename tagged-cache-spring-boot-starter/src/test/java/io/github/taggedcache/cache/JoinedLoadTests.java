package io.github.taggedcache.cache;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.taggedcache.core.region.Region;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two callers of one key at once, where loads are synchronized.
 */
class JoinedLoadTests {

	private static final Article OLD = new Article(1, Database.AUTHOR, "old");

	private static final Article NEW = new Article(1, Database.AUTHOR, "new");

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Library.class);

	private final Library library = application.bean(Library.class);

	@ParameterizedTest
	@EnumSource(names = { "SYNC_PLAIN", "SYNC_OPTIONAL", "SYNC_LIST", "SYNC_FUTURE", "SYNC_MONO", "SYNC_FLUX" })
	void joinerGetsTheValueOfTheRunningLoad(CachedCall call) {
		Callers callers = new Callers(call);
		callers.run(() -> {
		});
		assertThat(callers.second()).isEqualTo(OLD);
		assertThat(application.database().reads()).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource(names = { "SYNC_PLAIN", "SYNC_OPTIONAL", "SYNC_LIST", "SYNC_FUTURE", "SYNC_MONO", "SYNC_FLUX" })
	void joinerAfterAnInvalidationLoadsAgain(CachedCall call) {
		Callers callers = new Callers(call);
		callers.run(() -> Change.TAG_OF_THE_RESULT.happen(application, call.region()));
		assertThat(callers.second()).isEqualTo(NEW);
	}

	@ParameterizedTest
	@EnumSource(names = { "SYNC_PLAIN", "SYNC_FUTURE", "SYNC_MONO" })
	void joinerAfterAnEvictionLoadsAgain(CachedCall call) {
		Callers callers = new Callers(call);
		callers.run(() -> Change.EVICT.happen(application, call.region()));
		assertThat(callers.second()).isEqualTo(NEW);
	}

	@ParameterizedTest
	@EnumSource(names = { "SYNC_PLAIN", "SYNC_FUTURE", "SYNC_MONO" })
	void callerThatWasThereBeforeTheInvalidationGetsTheOldValue(CachedCall call) {
		Callers callers = new Callers(call);
		callers.run(() -> Change.TAG_OF_THE_RESULT.happen(application, call.region()));
		assertThat(callers.first()).isEqualTo(OLD);
	}

	@ParameterizedTest
	@EnumSource(names = { "SYNC_PLAIN", "SYNC_FUTURE", "SYNC_MONO" })
	void valueOfTheSecondLoadIsCached(CachedCall call) {
		Callers callers = new Callers(call);
		callers.run(() -> Change.TAG_OF_THE_RESULT.happen(application, call.region()));
		callers.second();
		call.on(this.library, 1);
		assertThat(application.database().reads()).isEqualTo(2);
	}

	/**
	 * The first caller holds its load until the second one, which came after the change,
	 * has missed the entry too.
	 */
	private final class Callers {

		private final CachedCall call;

		private final CompletableFuture<@Nullable Article> first = new CompletableFuture<>();

		private final CompletableFuture<@Nullable Article> second = new CompletableFuture<>();

		Callers(CachedCall call) {
			this.call = call;
		}

		void run(Runnable change) {
			CountDownLatch loading = new CountDownLatch(1);
			CountDownLatch released = new CountDownLatch(1);
			application.database().afterNextRead(() -> {
				change.run();
				loading.countDown();
				await(released);
			});
			call(this.first);
			await(loading);
			long misses = misses();
			Thread secondCaller = call(this.second);
			Awaitility.await("a missed entry, behind which a running load is joined").until(() -> misses() > misses);
			Awaitility.await("a caller that waits for the running load")
				.until(() -> secondCaller.getState() != Thread.State.RUNNABLE);
			released.countDown();
			CompletableFuture.allOf(this.first, this.second).orTimeout(10, TimeUnit.SECONDS).join();
		}

		private long misses() {
			return ((Region) application.cache(this.call.region()).getNativeCache()).statistics().misses();
		}

		private Thread call(CompletableFuture<@Nullable Article> result) {
			Thread caller = new Thread(() -> {
				try {
					result.complete(this.call.on(JoinedLoadTests.this.library, 1));
				}
				catch (RuntimeException ex) {
					result.completeExceptionally(ex);
				}
			});
			caller.start();
			return caller;
		}

		private void await(CountDownLatch latch) {
			try {
				assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Nullable Article first() {
			return this.first.join();
		}

		@Nullable Article second() {
			return this.second.join();
		}

	}

}
