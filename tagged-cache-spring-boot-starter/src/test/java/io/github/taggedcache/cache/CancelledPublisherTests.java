package io.github.taggedcache.cache;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RoundTripProxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Subscribers who do not wait for the end of a cached publisher. The answers of Redis
 * take so long that a write is never done when they ask again.
 */
@Timeout(60)
class CancelledPublisherTests {

	private static final EmbeddedRedis redis = EmbeddedRedis.start();

	private static final RoundTripProxy proxy = RoundTripProxy.to(redis.uri(), Duration.ofMillis(50));

	private static final CacheApplication application = CacheApplication.onRedis(Shelf.class).at(proxy.uri());

	private final Shelf shelf = application.bean(Shelf.class);

	@BeforeAll
	static void start() {
		application.start("CancelledPublisherTests");
	}

	@AfterAll
	static void stop() {
		application.stop();
		proxy.close();
		redis.close();
	}

	@BeforeEach
	void reset() {
		application.manager().invalidateAll();
		application.database().reset();
	}

	static Stream<Named<Consumer<Flux<?>>>> subscribers() {
		return Stream.of(Named.of("blockFirst()", Flux::blockFirst),
				Named.of("take(1)", (flux) -> flux.take(1).collectList().block()),
				Named.of("next()", (flux) -> flux.next().block()),
				Named.of("takeUntil", (flux) -> flux.takeUntil((element) -> true).collectList().block()));
	}

	@ParameterizedTest
	@MethodSource("subscribers")
	void fluxThatWasCompleteIsAHitForTheNextCall(Consumer<Flux<?>> subscriber) {
		subscriber.accept(this.shelf.all(3));
		assertThat(this.shelf.all(3).collectList().block()).hasSize(3);
		assertThat(application.database().reads()).isOne();
	}

	@ParameterizedTest
	@MethodSource("subscribers")
	void fluxThatWasCompleteIsAHitForTheNextSubscriberWhoCancelsToo(Consumer<Flux<?>> subscriber) {
		subscriber.accept(this.shelf.all(3));
		subscriber.accept(this.shelf.all(3));
		assertThat(application.database().reads()).isOne();
	}

	@ParameterizedTest
	@MethodSource("subscribers")
	void fluxThatWasCompleteIsAHitForTheCacheItself(Consumer<Flux<?>> subscriber) {
		subscriber.accept(this.shelf.all(3));
		assertThat(application.cache("all").get(3L)).isNotNull();
	}

	@ParameterizedTest
	@MethodSource("subscribers")
	void manyElementsAreAHitForTheNextCall(Consumer<Flux<?>> subscriber) {
		subscriber.accept(this.shelf.all(5000));
		assertThat(this.shelf.all(5000).collectList().block()).hasSize(5000);
		assertThat(application.database().reads()).isOne();
	}

	@ParameterizedTest
	@MethodSource("subscribers")
	void fluxThatWasNotCompleteKeepsNobodyWaiting(Consumer<Flux<?>> subscriber) {
		subscriber.accept(this.shelf.endless(1));
		subscriber.accept(this.shelf.endless(1));
		assertThat(application.database().reads()).isEqualTo(2);
	}

	@Test
	void monoWhoseWriteWasNotAwaitedIsAHitForTheNextCall() {
		CompletableFuture<Long> emitted = new CompletableFuture<>();
		Disposable subscription = this.shelf.one(1, () -> emitted.complete(1L)).subscribe();
		emitted.join();
		subscription.dispose();
		assertThat(this.shelf.one(1, () -> {
		}).block()).isEqualTo(1);
		assertThat(application.database().reads()).isOne();
	}

	@EnableCaching
	static class Shelf {

		private final Database database;

		Shelf(Database database) {
			this.database = database;
		}

		@Cacheable("all")
		@CacheTags("article:#{#count}")
		public Flux<Long> all(long count) {
			return Flux.defer(() -> {
				this.database.read(1);
				return Flux.fromIterable(Stream.iterate(1L, (id) -> id + 1).limit(count).toList());
			});
		}

		@Cacheable("endless")
		public Flux<Long> endless(long id) {
			this.database.read(id);
			return Flux.concat(Flux.fromIterable(List.of(1L, 2L)), Mono.never());
		}

		@Cacheable(cacheNames = "one", key = "#id")
		public Mono<Long> one(long id, Runnable atRead) {
			return Mono.fromSupplier(() -> {
				this.database.read(id);
				return id;
			}).doFinally((signal) -> atRead.run());
		}

	}

}
