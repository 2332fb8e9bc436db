package io.github.taggedcache.cache;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.github.taggedcache.annotation.InvalidateTags;
import io.github.taggedcache.testsupport.RedisServers;
import io.github.taggedcache.testsupport.RoundTripProxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Methods that return futures and publishers, while Redis does not answer: they return at
 * once, and what they return ends when Redis has answered.
 */
@Timeout(120)
class NonBlockingTests {

	private static final RoundTripProxy proxy = RoundTripProxy.to(RedisServers.shared());

	private static final CacheApplication application = CacheApplication.onRedis(Writer.class)
		.at(proxy.uri())
		.with("spring.data.redis.timeout=20s");

	@BeforeAll
	static void start() {
		application.start("NonBlockingTests");
	}

	@AfterAll
	static void stop() {
		application.stop();
		proxy.close();
	}

	@AfterEach
	void release() {
		proxy.release();
	}

	@ParameterizedTest
	@EnumSource
	void callerDoesNotWaitAndTheResultDoes(Way way) throws Exception {
		application.manager().invalidateAll();
		proxy.holdAnswers();
		CompletableFuture<Long> result = way.method.apply(application.bean(Writer.class));
		assertThat(result).isNotDone();
		proxy.release();
		assertThat(result.get(20, TimeUnit.SECONDS)).isEqualTo(1);
	}

	enum Way {

		CACHED_FUTURE((writer) -> writer.cachedFuture(1)),

		CACHED_SYNC_FUTURE((writer) -> writer.cachedSyncFuture(1)),

		CACHED_MONO((writer) -> writer.cachedMono(1).toFuture()),

		PUT_FUTURE((writer) -> writer.putFuture(1)),

		PUT_MONO((writer) -> writer.putMono(1).toFuture()),

		EVICT_FUTURE((writer) -> writer.evictFuture(1)),

		EVICT_MONO((writer) -> writer.evictMono(1).toFuture()),

		EVICT_BEFORE_FUTURE((writer) -> writer.evictBeforeFuture(1)),

		EVICT_BEFORE_MONO((writer) -> writer.evictBeforeMono(1).toFuture()),

		CLEAR_MONO((writer) -> writer.clearMono(1).toFuture()),

		INVALIDATE_FUTURE((writer) -> writer.invalidateFuture(1)),

		INVALIDATE_MONO((writer) -> writer.invalidateMono(1).toFuture()),

		INVALIDATE_BEFORE_MONO((writer) -> writer.invalidateBeforeMono(1).toFuture());

		private final Function<Writer, CompletableFuture<Long>> method;

		Way(Function<Writer, CompletableFuture<Long>> method) {
			this.method = method;
		}

	}

	@EnableCaching
	static class Writer {

		@Cacheable("cached")
		public CompletableFuture<Long> cachedFuture(long id) {
			return CompletableFuture.completedFuture(id);
		}

		@Cacheable(cacheNames = "cached", sync = true)
		public CompletableFuture<Long> cachedSyncFuture(long id) {
			return CompletableFuture.completedFuture(id);
		}

		@Cacheable("cached")
		public Mono<Long> cachedMono(long id) {
			return Mono.just(id);
		}

		@CachePut("cached")
		public CompletableFuture<Long> putFuture(long id) {
			return CompletableFuture.completedFuture(id);
		}

		@CachePut("cached")
		public Mono<Long> putMono(long id) {
			return Mono.just(id);
		}

		@CacheEvict("cached")
		public CompletableFuture<Long> evictFuture(long id) {
			return CompletableFuture.completedFuture(id);
		}

		@CacheEvict("cached")
		public Mono<Long> evictMono(long id) {
			return Mono.just(id);
		}

		@CacheEvict(cacheNames = "cached", beforeInvocation = true)
		public CompletableFuture<Long> evictBeforeFuture(long id) {
			return CompletableFuture.completedFuture(id);
		}

		@CacheEvict(cacheNames = "cached", beforeInvocation = true)
		public Mono<Long> evictBeforeMono(long id) {
			return Mono.just(id);
		}

		@CacheEvict(cacheNames = "cached", allEntries = true)
		public Mono<Long> clearMono(long id) {
			return Mono.just(id);
		}

		@InvalidateTags("tag:#{#id}")
		public CompletableFuture<Long> invalidateFuture(long id) {
			return CompletableFuture.completedFuture(id);
		}

		@InvalidateTags("tag:#{#id}")
		public Mono<Long> invalidateMono(long id) {
			return Mono.just(id);
		}

		@InvalidateTags(value = "tag:#{#id}", beforeInvocation = true)
		public Mono<Long> invalidateBeforeMono(long id) {
			return Mono.just(id);
		}

	}

}
