package io.github.taggedcache.cache;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.annotation.InvalidateTags;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is logged and thrown while Redis is away shows nothing of a key. Each operation
 * has a region of its own, and a handler that logs each failure.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecretKeyTests {

	private static final String SECRET = "Bearer-S3CRET";

	private static final EmbeddedRedis redis = EmbeddedRedis.start();

	private static final CacheApplication application = CacheApplication.onRedis(Vault.class)
		.at(redis.uri())
		.with("tagged-cache.consistency=bounded", "tagged-cache.max-staleness=10m", "spring.data.redis.timeout=200ms");

	@BeforeAll
	static void start() {
		application.start("SecretKeyTests");
		// Such a node asks for the entry alone, so that the command with the key is the
		// one that fails
		Awaitility.await("the node is caught up")
			.atMost(Duration.ofSeconds(60))
			.until(() -> application.bean(Node.class).trusted() != null);
		redis.stop();
	}

	@AfterAll
	static void stop() {
		application.stop();
		redis.close();
	}

	static Stream<Named<Callable<?>>> operations() {
		TaggedCache cache = application.cache("vault");
		Vault vault = application.bean(Vault.class);
		return Stream.of(Named.of("get", () -> cache.get(SECRET)),
				Named.of("get with a loader", () -> cache.get(SECRET, () -> "value")),
				Named.of("retrieve", () -> cache.retrieve(SECRET).join()),
				Named.of("retrieve with a loader",
						() -> cache.retrieve(SECRET, () -> CompletableFuture.completedFuture("value")).join()),
				Named.of("getAll", () -> cache.getAll(List.of(SECRET))), Named.of("put", () -> {
					cache.put(SECRET, "value");
					return null;
				}), Named.of("putAll", () -> {
					cache.putAll(Map.of(SECRET, "value"));
					return null;
				}), Named.of("putIfAbsent", () -> cache.putIfAbsent(SECRET, "value")),
				Named.of("evict", () -> cache.evictIfPresent(SECRET)),
				Named.of("@Cacheable", () -> vault.plain(SECRET)),
				Named.of("@Cacheable(sync)", () -> vault.sync(SECRET)),
				Named.of("@Cacheable future", () -> vault.future(SECRET).join()),
				Named.of("@Cacheable(sync) future", () -> vault.syncFuture(SECRET).join()),
				Named.of("@Cacheable Mono", () -> vault.mono(SECRET).block()),
				Named.of("@Cacheable Flux", () -> vault.flux(SECRET).collectList().block()),
				Named.of("@CachePut", () -> vault.put(SECRET)), Named.of("@CacheEvict", () -> vault.evict(SECRET)),
				Named.of("@CacheEvict Mono", () -> vault.evictMono(SECRET).block()),
				Named.of("@InvalidateTags", () -> vault.invalidate(SECRET)));
	}

	@ParameterizedTest
	@MethodSource("operations")
	void failureShowsNothingOfTheKey(Callable<?> operation, CapturedOutput output) {
		StringBuilder thrown = new StringBuilder();
		try {
			operation.call();
		}
		catch (Exception ex) {
			for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
				thrown.append(cause);
			}
		}
		assertThat(thrown + output.getAll()).doesNotContain("S3CRET");
	}

	@EnableCaching
	static class Vault {

		@Cacheable("vault")
		public String plain(String key) {
			return "value";
		}

		@Cacheable(cacheNames = "vault", sync = true)
		public String sync(String key) {
			return "value";
		}

		@Cacheable("vault")
		public CompletableFuture<String> future(String key) {
			return CompletableFuture.completedFuture("value");
		}

		@Cacheable(cacheNames = "vault", sync = true)
		public CompletableFuture<String> syncFuture(String key) {
			return CompletableFuture.completedFuture("value");
		}

		@Cacheable("vault")
		public Mono<String> mono(String key) {
			return Mono.just("value");
		}

		@Cacheable("vault-list")
		public Flux<String> flux(String key) {
			return Flux.just("value");
		}

		@CachePut("vault")
		public String put(String key) {
			return "value";
		}

		@CacheEvict("vault")
		public @Nullable String evict(String key) {
			return null;
		}

		@CacheEvict("vault")
		public Mono<String> evictMono(String key) {
			return Mono.just("value");
		}

		@InvalidateTags("vault:#{#key}")
		public @Nullable String invalidate(String key) {
			return null;
		}

	}

}
