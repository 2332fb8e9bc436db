package io.github.taggedcache.cache;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What callers see of an exception that a cached method throws.
 */
class LoaderExceptionTests {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Failing.class, Library.class);

	private final Failing failing = application.bean(Failing.class);

	@Test
	void checkedExceptionReachesTheCallerAsItIs() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.failing.plain(1)).withMessage("no");
	}

	@Test
	void checkedExceptionOfASynchronizedMethodReachesTheCallerAsItIs() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.failing.sync(1)).withMessage("no");
	}

	@Test
	void errorOfASynchronizedMethodReachesTheCallerAsItIs() {
		application.database().failWith(new StackOverflowError("deep"));
		assertThatExceptionOfType(StackOverflowError.class)
			.isThrownBy(() -> application.bean(Library.class).syncPlain(1));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void failureOfAFutureIsTheFailureOfTheReturnedOne(boolean sync) {
		CompletableFuture<Long> failed = CompletableFuture.failedFuture(new IOException("no"));
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> (sync ? this.failing.syncFuture(1, failed) : this.failing.future(1, failed)).join())
			.withCauseExactlyInstanceOf(IOException.class);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void exceptionOfAMethodThatReturnsAFutureFailsTheReturnedOne(boolean sync) {
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> (sync ? this.failing.throwingSyncFuture(1) : this.failing.throwingFuture(1)).join())
			.withCauseExactlyInstanceOf(IllegalStateException.class);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void errorOfAMonoReachesItsSubscriber(boolean sync) {
		Mono<Long> failed = Mono.error(new IOException("no"));
		Throwable error = errorOf(sync ? this.failing.syncMono(1, failed) : this.failing.mono(1, failed));
		assertThat(error).isExactlyInstanceOf(IOException.class);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void exceptionOfAMethodThatReturnsAMonoReachesItsSubscriber(boolean sync) {
		Throwable error = errorOf(sync ? this.failing.throwingSyncMono(1) : this.failing.throwingMono(1));
		assertThat(error).isExactlyInstanceOf(IllegalStateException.class);
	}

	@Test
	void errorOfAFluxReachesItsSubscriber() {
		Throwable error = errorOf(this.failing.flux(1, Flux.error(new IOException("no"))).next());
		assertThat(error).isExactlyInstanceOf(IOException.class);
	}

	@ParameterizedTest
	@EnumSource
	void exceptionIsNotCached(CachedCall call) {
		application.database().failWith(new IllegalStateException("no"));
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> call.on(application.bean(Library.class), 1));
		application.database().reset();
		assertThat(call.on(application.bean(Library.class), 1)).isNotNull();
	}

	@ParameterizedTest
	@EnumSource
	void methodThatThrowsIsCalledOnce(CachedCall call) {
		application.database().failWith(new IllegalStateException("no"));
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> call.on(application.bean(Library.class), 1));
		assertThat(application.database().reads()).isEqualTo(1);
	}

	private static @Nullable Throwable errorOf(Mono<?> mono) {
		return mono.then(Mono.<Throwable>empty()).onErrorResume(Mono::just).block();
	}

	@EnableCaching
	static class Failing {

		@Cacheable("plain")
		public long plain(long id) throws IOException {
			throw new IOException("no");
		}

		@Cacheable(cacheNames = "plain", sync = true)
		public long sync(long id) throws IOException {
			throw new IOException("no");
		}

		@Cacheable(cacheNames = "future", key = "#id")
		public CompletableFuture<Long> future(long id, CompletableFuture<Long> future) {
			return future;
		}

		@Cacheable(cacheNames = "future", key = "#id", sync = true)
		public CompletableFuture<Long> syncFuture(long id, CompletableFuture<Long> future) {
			return future;
		}

		@Cacheable("future")
		public CompletableFuture<Long> throwingFuture(long id) {
			throw new IllegalStateException("no");
		}

		@Cacheable(cacheNames = "future", sync = true)
		public CompletableFuture<Long> throwingSyncFuture(long id) {
			throw new IllegalStateException("no");
		}

		@Cacheable(cacheNames = "mono", key = "#id")
		public Mono<Long> mono(long id, Mono<Long> mono) {
			return mono;
		}

		@Cacheable(cacheNames = "mono", key = "#id", sync = true)
		public Mono<Long> syncMono(long id, Mono<Long> mono) {
			return mono;
		}

		@Cacheable("mono")
		public Mono<Long> throwingMono(long id) {
			throw new IllegalStateException("no");
		}

		@Cacheable(cacheNames = "mono", sync = true)
		public Mono<Long> throwingSyncMono(long id) {
			throw new IllegalStateException("no");
		}

		@Cacheable(cacheNames = "flux", key = "#id")
		public Flux<Long> flux(long id, Flux<Long> flux) {
			return flux;
		}

	}

}
