package io.github.taggedcache.cache;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.InvalidationRequest;
import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.annotation.InvalidateTags;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * An application whose Redis was stopped after it started.
 */
class StoreAwayTests {

	private static final Article ARTICLE = new Article(1, Database.AUTHOR, "old");

	private static final EmbeddedRedis redis = EmbeddedRedis.start();

	private static final CacheApplication application = CacheApplication.onRedis(Library.class, Writer.class)
		.at(redis.uri())
		.with("spring.data.redis.timeout=100ms");

	private final TaggedCache cache = application.cache("texts");

	private final Writer writer = application.bean(Writer.class);

	@BeforeAll
	static void start() {
		application.start("StoreAwayTests");
		redis.stop();
	}

	@AfterAll
	static void stop() {
		application.stop();
		redis.close();
	}

	@BeforeEach
	void reset() {
		application.database().reset();
	}

	@ParameterizedTest
	@EnumSource
	void cachedMethodLoads(CachedCall call) {
		assertThat(call.on(application.bean(Library.class), 1)).isEqualTo(ARTICLE);
	}

	@ParameterizedTest
	@EnumSource
	void cachedMethodIsCalledOnce(CachedCall call) {
		call.on(application.bean(Library.class), 1);
		assertThat(application.database().reads()).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void puttingMethodReturnsItsValue(PuttingCall call) {
		assertThat(call.on(application.bean(Library.class), 1)).isEqualTo(ARTICLE);
	}

	@ParameterizedTest
	@EnumSource
	void puttingMethodIsCalledOnce(PuttingCall call) {
		call.on(application.bean(Library.class), 1);
		assertThat(application.database().reads()).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void noLoaderRunsOnADriverThread(CachedCall call) {
		call.on(application.bean(Library.class), 1);
		assertThat(application.database().threads()).noneMatch((name) -> name.startsWith("lettuce"));
	}

	@ParameterizedTest
	@EnumSource(names = { "PLAIN", "SYNC_PLAIN", "FUTURE", "SYNC_FUTURE", "MONO", "SYNC_MONO", "FLUX", "SYNC_FLUX" })
	void exceptionOfALoaderReachesTheCaller(CachedCall call) {
		application.database().failWith(new IllegalStateException("no article"));
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> call.on(application.bean(Library.class), 1))
			.matches((ex) -> ex.getMessage().contains("no article"));
	}

	@Test
	void loaderThatIsNotYetAFutureRunsOnNoDriverThread() {
		this.writer.eagerFuture(1).join();
		assertThat(application.database().threads()).noneMatch((name) -> name.startsWith("lettuce"));
	}

	@Test
	void loaderThatIsNotYetASynchronizedFutureRunsOnNoDriverThread() {
		this.writer.eagerSyncFuture(1).join();
		assertThat(application.database().threads()).noneMatch((name) -> name.startsWith("lettuce"));
	}

	@Test
	void loaderThatIsNotYetAMonoRunsOnNoDriverThread() {
		this.writer.eagerMono(1).block();
		assertThat(application.database().threads()).noneMatch((name) -> name.startsWith("lettuce"));
	}

	@Test
	void readIsAMiss() {
		assertThat(this.cache.get(1L)).isNull();
	}

	@Test
	void readOfAllIsEmpty() {
		assertThat(this.cache.getAll(List.of(1L, 2L))).isEmpty();
	}

	@Test
	void readWithALoaderLoads() {
		assertThat(this.cache.<String>get(1L, () -> "loaded", "tag")).isEqualTo("loaded");
	}

	@Test
	void putIsSkipped() {
		this.cache.put(1L, "one");
		assertThat(this.cache.get(1L)).isNull();
	}

	@Test
	void putOfAllIsSkipped() {
		this.cache.putAll(Map.of(1L, "one"));
		assertThat(this.cache.get(1L)).isNull();
	}

	@Test
	void putIfAbsentIsSkipped() {
		assertThat(this.cache.putIfAbsent(1L, "one")).isNull();
	}

	@Test
	void evictThrows() {
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.cache.evict(1L));
	}

	@Test
	void clearThrows() {
		assertThatExceptionOfType(StoreException.class).isThrownBy(this.cache::clear);
	}

	@Test
	void invalidationThrows() {
		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> application.manager().invalidateTags("author:7"));
	}

	@Test
	void invalidationOfAllThrows() {
		assertThatExceptionOfType(StoreException.class).isThrownBy(application.manager()::invalidateAll);
	}

	@Test
	void evictingMethodThrows() {
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.writer.evict(1));
	}

	@Test
	void evictingFutureFails() {
		assertThat(failureOf(this.writer.evictFuture(1))).isInstanceOf(StoreException.class);
	}

	@Test
	void futureThatEvictsBeforeItsInvocationFails() {
		assertThat(failureOf(this.writer.evictBeforeFuture(1))).isInstanceOf(StoreException.class);
	}

	@Test
	void evictingMonoFails() {
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.writer.evictMono(1).block());
	}

	@Test
	void clearingMonoFails() {
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.writer.clearMono().block());
	}

	@Test
	void futureOfAnEvictingCallFails() {
		Library evicting = application.manager().evicting(application.bean(Library.class));
		assertThat(failureOf(evicting.future(1))).isInstanceOf(StoreException.class);
	}

	@Test
	void invalidationOfAnOperatorThrows() {
		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> application.manager().operations().invalidate(InvalidationRequest.ofTags("author:1")));
	}

	@Test
	void invalidatingMethodThrows() {
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.writer.invalidate(1));
	}

	@Test
	void invalidatingMethodThatThrowsKeepsItsExceptionAndAddsTheOther() {
		assertThatIllegalStateException().isThrownBy(() -> this.writer.invalidateAndThrow(1))
			.satisfies((ex) -> assertThat(ex.getSuppressed()).hasOnlyElementsOfType(StoreException.class));
	}

	@Test
	void methodIsNotCalledWhenTheInvalidationBeforeItFails() {
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.writer.invalidateBefore(1));
		assertThat(application.database().reads()).isZero();
	}

	@Test
	void invalidatingFutureFails() {
		assertThat(failureOf(this.writer.invalidateFuture(1))).isInstanceOf(StoreException.class);
	}

	@Test
	void futureThatInvalidatesBeforeItsInvocationFails() {
		assertThat(failureOf(this.writer.invalidateBeforeFuture(1))).isInstanceOf(StoreException.class);
	}

	@Test
	void invalidatingMonoFails() {
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.writer.invalidateMono(1).block());
	}

	@Test
	void invalidatingFutureThatFailsKeepsItsExceptionAndAddsTheOther() {
		Throwable failure = failureOf(this.writer.invalidateFailingFuture(1));
		assertThat(failure).isInstanceOf(IOException.class);
		assertThat(failure.getSuppressed()).hasOnlyElementsOfType(StoreException.class);
	}

	private static Throwable failureOf(CompletableFuture<?> future) {
		Throwable failure = future.handle((value, ex) -> ex).join();
		assertThat(failure).isNotNull();
		return failure;
	}

	@EnableCaching
	static class Writer {

		private final Database database;

		Writer(Database database) {
			this.database = database;
		}

		@Cacheable("eager")
		public CompletableFuture<@Nullable Article> eagerFuture(long id) {
			return CompletableFuture.completedFuture(this.database.read(id));
		}

		@Cacheable(cacheNames = "eager", sync = true)
		public CompletableFuture<@Nullable Article> eagerSyncFuture(long id) {
			return CompletableFuture.completedFuture(this.database.read(id));
		}

		@Cacheable("eager")
		public Mono<Article> eagerMono(long id) {
			return Mono.justOrEmpty(this.database.read(id));
		}

		@CacheEvict("texts")
		public void evict(long id) {
		}

		@CacheEvict("texts")
		public CompletableFuture<@Nullable Void> evictFuture(long id) {
			return CompletableFuture.completedFuture(null);
		}

		@CacheEvict(cacheNames = "texts", beforeInvocation = true)
		public CompletableFuture<@Nullable Void> evictBeforeFuture(long id) {
			return CompletableFuture.completedFuture(null);
		}

		@CacheEvict("texts")
		public Mono<Void> evictMono(long id) {
			return Mono.empty();
		}

		@CacheEvict(cacheNames = "texts", allEntries = true)
		public Mono<Void> clearMono() {
			return Mono.empty();
		}

		@InvalidateTags("author:#{#id}")
		public void invalidate(long id) {
		}

		@InvalidateTags("author:#{#id}")
		public void invalidateAndThrow(long id) {
			throw new IllegalStateException("no");
		}

		@InvalidateTags(value = "author:#{#id}", beforeInvocation = true)
		public void invalidateBefore(long id) {
			this.database.read(id);
		}

		@InvalidateTags("author:#{#id}")
		public CompletableFuture<@Nullable Void> invalidateFuture(long id) {
			return CompletableFuture.completedFuture(null);
		}

		@InvalidateTags(value = "author:#{#id}", beforeInvocation = true)
		public CompletableFuture<@Nullable Void> invalidateBeforeFuture(long id) {
			return CompletableFuture.completedFuture(null);
		}

		@InvalidateTags("author:#{#id}")
		public Mono<Void> invalidateMono(long id) {
			return Mono.empty();
		}

		@InvalidateTags("author:#{#id}")
		public CompletableFuture<Void> invalidateFailingFuture(long id) {
			return CompletableFuture.failedFuture(new IOException("no"));
		}

	}

}
