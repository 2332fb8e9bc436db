package io.github.taggedcache.cache;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.taggedcache.CacheEvent;
import io.github.taggedcache.TaggedCacheListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listeners that read the key whose load or write they are told of, and that the load or
 * write waits for.
 */
@Timeout(60)
class ReadingListenerTests {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.inMemory(Application.class)
		.with("tagged-cache.defaults.join-timeout=0");

	private final Library library = application.bean(Library.class);

	@AfterEach
	void listenNoMore() {
		Application.onEvent = (event) -> {
		};
	}

	@Test
	void listenerGetsTheValueOfTheLoadThatItIsToldOf() throws Exception {
		CompletableFuture<String> read = new CompletableFuture<>();
		Application.onEvent = (event) -> {
			if (event instanceof CacheEvent.Loaded) {
				read.complete(this.library.title(1));
			}
		};
		assertThat(CompletableFuture.supplyAsync(() -> this.library.title(1)).get(10, TimeUnit.SECONDS))
			.isEqualTo("title 1");
		assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo("title 1");
		assertThat(application.database().reads()).isOne();
	}

	@Test
	void listenerMayReadTheKeyThatIsBeingWritten() throws Exception {
		CountDownLatch called = new CountDownLatch(1);
		CompletableFuture<Boolean> read = new CompletableFuture<>();
		Application.onEvent = (event) -> {
			if (event instanceof CacheEvent.Unstorable) {
				await(called);
				read.complete(application.cache("threads").get(1L) == null);
			}
		};
		CompletableFuture<Object> thread = this.library.thread(1);
		called.countDown();
		assertThat(thread.get(10, TimeUnit.SECONDS)).isInstanceOf(Thread.class);
		assertThat(read.get(10, TimeUnit.SECONDS)).isTrue();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Application {

		private static volatile Consumer<CacheEvent> onEvent = (event) -> {
		};

		@Bean
		Library library(Database database) {
			return new Library(database);
		}

		@Bean
		TaggedCacheListener listener() {
			return (event) -> onEvent.accept(event);
		}

	}

	static class Library {

		private final Database database;

		Library(Database database) {
			this.database = database;
		}

		@Cacheable(cacheNames = "titles", key = "#id", sync = true)
		public String title(long id) {
			this.database.read(id);
			return "title " + id;
		}

		/**
		 * A thread cannot be stored.
		 */
		@Cacheable(cacheNames = "threads", key = "#id")
		public CompletableFuture<Object> thread(long id) {
			return CompletableFuture.completedFuture(new Thread("thread " + id));
		}

	}

}
