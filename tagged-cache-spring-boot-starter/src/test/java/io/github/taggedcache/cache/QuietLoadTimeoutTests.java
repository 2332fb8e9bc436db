package io.github.taggedcache.cache;

import java.util.concurrent.CountDownLatch;

import io.github.taggedcache.core.timeout.LoadTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.LoggingCacheErrorHandler;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A caller who leaves a method that takes too long, in an application whose error handler
 * throws nothing.
 */
class QuietLoadTimeoutTests {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.inMemory(Library.class, QuietHandler.class)
		.with("tagged-cache.defaults.load-timeout.hard=100ms", "tagged-cache.defaults.load-timeout.on-executor=true");

	@Test
	void methodIsNotCalledOnceMore() {
		CountDownLatch answered = new CountDownLatch(1);
		application.database().afterNextRead(() -> awaitAnswer(answered));
		Library library = application.bean(Library.class);
		assertThatExceptionOfType(LoadTimeoutException.class).isThrownBy(() -> CachedCall.SYNC_PLAIN.on(library, 1));
		answered.countDown();
		assertThat(application.database().reads()).isOne();
	}

	private static void awaitAnswer(CountDownLatch answered) {
		try {
			answered.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static class QuietHandler {

		@Bean
		CacheErrorHandler errorHandler() {
			return new LoggingCacheErrorHandler();
		}

	}

}
