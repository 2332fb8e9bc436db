package io.github.taggedcache.cache;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.testsupport.RedisServers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class AnnotatedMethodsIntegrationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
				DataRedisAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withUserConfiguration(App.class)
		.withPropertyValues("tagged-cache.namespace=" + getClass().getSimpleName(),
				"spring.data.redis.url=" + RedisServers.shared().uri());

	@ParameterizedTest
	@ValueSource(strings = { "memory", "redis" })
	void smoke(String store) {
		this.runner.withPropertyValues("tagged-cache.store=" + store).run((context) -> {
			Library library = context.getBean(Library.class);
			TaggedCacheManager manager = context.getBean(TaggedCacheManager.class);
			manager.invalidateAll();
			assertThat(library.plain(1)).isEqualTo(library.plain(1));
			assertThat(library.loads()).isEqualTo(1);
			manager.invalidateTags("author:7");
			library.plain(1);
			assertThat(library.loads()).isEqualTo(2);
			library.rename(7);
			library.plain(1);
			assertThat(library.loads()).isEqualTo(3);
			library.plain(1);
			assertThat(library.loads()).isEqualTo(3);
			library.sync(1);
			library.sync(1);
			assertThat(library.loads()).isEqualTo(4);
			library.future(1).join();
			assertThat(library.future(1).join().id()).isEqualTo(1);
			assertThat(library.loads()).isEqualTo(5);
			library.mono(1).block();
			assertThat(library.mono(1).block().id()).isEqualTo(1);
			assertThat(library.loads()).isEqualTo(6);
			library.flux(1).collectList().block();
			assertThat(library.flux(1).collectList().block()).hasSize(2);
			assertThat(library.loads()).isEqualTo(7);
			library.put(1);
			library.plain(1);
			assertThat(library.loads()).isEqualTo(8);
			library.evict(1);
			library.plain(1);
			assertThat(library.loads()).isEqualTo(9);
			manager.invalidateTags("author:7");
			library.sync(1);
			library.future(1).join();
			library.mono(1).block();
			library.flux(1).collectList().block();
			assertThat(library.loads()).isEqualTo(13);
		});
	}

	record Article(long id, long author, String title) {

	}

	static class Library {

		private final AtomicInteger loads = new AtomicInteger();

		public int loads() {
			return this.loads.get();
		}

		private Article load(long id) {
			this.loads.incrementAndGet();
			return new Article(id, 7, "x");
		}

		@Cacheable("articles")
		@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
		public Article plain(long id) {
			return load(id);
		}

		@Cacheable(cacheNames = "sync", sync = true)
		@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
		public Article sync(long id) {
			return load(id);
		}

		@Cacheable("futures")
		@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
		public CompletableFuture<Article> future(long id) {
			return CompletableFuture.completedFuture(load(id));
		}

		@Cacheable("monos")
		@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
		public Mono<Article> mono(long id) {
			return Mono.fromSupplier(() -> load(id));
		}

		@Cacheable("fluxes")
		@CacheTags({ "article:#{#id}", "author:#{#result.![author]}" })
		public Flux<Article> flux(long id) {
			return Flux.defer(() -> Flux.fromIterable(List.of(load(id), new Article(2, 8, "y"))));
		}

		@CachePut("articles")
		@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
		@InvalidateTags("article:#{#id}")
		public Article put(long id) {
			return load(id);
		}

		@CacheEvict("articles")
		public void evict(long id) {
		}

		@InvalidateTags("author:#{#id}")
		public void rename(long id) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class App {

		@Bean
		Library library() {
			return new Library();
		}

	}

}
