package io.github.taggedcache.cache;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import io.micrometer.context.ContextRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A loader that runs on another thread finds the context of its caller there.
 */
class LoaderContextTests {

	private static final String KEY = LoaderContextTests.class.getName();

	private final ThreadLocal<String> user = new ThreadLocal<>();

	@BeforeEach
	void register() {
		ContextRegistry.getInstance().registerThreadLocalAccessor(KEY, this.user);
	}

	@AfterEach
	void unregister() {
		this.user.remove();
		ContextRegistry.getInstance().removeThreadLocalAccessor(KEY);
	}

	@Test
	void loaderFindsTheContextOfItsCaller() {
		this.user.set("alice");
		Callable<String> loader = LoaderContext.capture(this.user::get);
		assertThat(elsewhere(loader)).isCompletedWithValue("alice");
		assertThat(elsewhere(this.user::get)).isCompletedWithValue(null);
	}

	@Test
	void exceptionOfTheLoaderStays() {
		Callable<String> loader = LoaderContext.capture(() -> {
			throw new IOException("no database");
		});
		assertThatExceptionOfType(IOException.class).isThrownBy(loader::call).withMessage("no database");
	}

	private static CompletableFuture<String> elsewhere(Callable<String> loader) {
		CompletableFuture<String> value = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				value.complete(loader.call());
			}
			catch (Exception ex) {
				value.completeExceptionally(ex);
			}
		});
		thread.start();
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return value;
	}

}
