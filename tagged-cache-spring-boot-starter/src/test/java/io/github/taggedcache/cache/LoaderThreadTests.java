package io.github.taggedcache.cache;

import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the application wrote never runs on a thread of the Redis driver, which would wait
 * for itself when such code uses Redis.
 */
class LoaderThreadTests {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Slow.class);

	private final Slow slow = application.bean(Slow.class);

	private static void assertThatNoneRanOnADriverThread() {
		assertThat(application.database().threads()).isNotEmpty().noneMatch((name) -> name.startsWith("lettuce"));
	}

	private static @Nullable Void read() {
		application.database().read(1);
		return null;
	}

	@Test
	void loaderOfAFuture() {
		this.slow.future(1).join();
		assertThatNoneRanOnADriverThread();
	}

	@Test
	void loaderOfASynchronizedFuture() {
		this.slow.syncFuture(1).join();
		assertThatNoneRanOnADriverThread();
	}

	@Test
	void loaderOfAMono() {
		this.slow.mono(1).block();
		assertThatNoneRanOnADriverThread();
	}

	@Test
	void loaderOfASynchronizedMono() {
		this.slow.syncMono(1).block();
		assertThatNoneRanOnADriverThread();
	}

	@Test
	void loaderOfAFlux() {
		this.slow.flux(1).blockLast();
		assertThatNoneRanOnADriverThread();
	}

	@Test
	void whatFollowsAHitOfAFuture() {
		this.slow.hit(1).join();
		this.slow.hit(1).thenRun(LoaderThreadTests::read).join();
		assertThatNoneRanOnADriverThread();
	}

	@Test
	void whatFollowsAHitOfAMono() {
		this.slow.hitMono(1).block();
		this.slow.hitMono(1).doOnNext((value) -> read()).block();
		assertThatNoneRanOnADriverThread();
	}

	@Test
	void whatFollowsAPutOfAFuture() {
		this.slow.put(1).thenRun(LoaderThreadTests::read).join();
		assertThatNoneRanOnADriverThread();
	}

	@Test
	void whatFollowsAnInvalidationOfAFuture() {
		this.slow.invalidate(1).thenRun(LoaderThreadTests::read).join();
		assertThatNoneRanOnADriverThread();
	}

	@Test
	void whatFollowsAnInvalidationOfAFutureThatFails() {
		this.slow.invalidateAndFail(1).exceptionally((ex) -> read()).join();
		assertThatNoneRanOnADriverThread();
	}

	@Test
	void whatFollowsAnInvalidationOfAMono() {
		this.slow.invalidateMono(1).doOnSuccess((value) -> read()).block();
		assertThatNoneRanOnADriverThread();
	}

	@Test
	void whatFollowsAnInvalidationOfAFlux() {
		this.slow.invalidateFlux(1).doOnComplete(LoaderThreadTests::read).blockLast();
		assertThatNoneRanOnADriverThread();
	}

	@Test
	void templateOfAPutAfterAnInvalidation() {
		this.slow.putAndInvalidate(1).join();
		assertThatNoneRanOnADriverThread();
	}

	@EnableCaching
	static class Slow {

		private final Database database;

		Slow(Database database) {
			this.database = database;
		}

		public String touch(@Nullable Object result) {
			this.database.read(1);
			return "tag:" + result;
		}

		@Cacheable("future")
		public CompletableFuture<@Nullable Article> future(long id) {
			return CompletableFuture.completedFuture(this.database.read(id));
		}

		@Cacheable(cacheNames = "future", sync = true)
		public CompletableFuture<@Nullable Article> syncFuture(long id) {
			return CompletableFuture.completedFuture(this.database.read(id));
		}

		@Cacheable("mono")
		public Mono<Article> mono(long id) {
			return Mono.justOrEmpty(this.database.read(id));
		}

		@Cacheable(cacheNames = "mono", sync = true)
		public Mono<Article> syncMono(long id) {
			return Mono.justOrEmpty(this.database.read(id));
		}

		@Cacheable("flux")
		public Flux<Article> flux(long id) {
			return Mono.justOrEmpty(this.database.read(id)).flux();
		}

		@Cacheable("hit")
		public CompletableFuture<Long> hit(long id) {
			return CompletableFuture.completedFuture(id);
		}

		@Cacheable("hit")
		public Mono<Long> hitMono(long id) {
			return Mono.just(id);
		}

		@CachePut("hit")
		public CompletableFuture<Long> put(long id) {
			return CompletableFuture.completedFuture(id);
		}

		@InvalidateTags("tag:#{#id}")
		public CompletableFuture<Long> invalidate(long id) {
			return CompletableFuture.completedFuture(id);
		}

		@InvalidateTags("tag:#{#id}")
		public CompletableFuture<@Nullable Void> invalidateAndFail(long id) {
			return CompletableFuture.failedFuture(new IllegalStateException("no"));
		}

		@InvalidateTags("tag:#{#id}")
		public Mono<Long> invalidateMono(long id) {
			return Mono.just(id);
		}

		@InvalidateTags("tag:#{#id}")
		public Flux<Long> invalidateFlux(long id) {
			return Flux.just(id);
		}

		@CachePut("hit")
		@CacheTags("#{#root.target.touch(#result)}")
		@InvalidateTags("tag:#{#id}")
		public CompletableFuture<Long> putAndInvalidate(long id) {
			return CompletableFuture.completedFuture(id);
		}

	}

}
