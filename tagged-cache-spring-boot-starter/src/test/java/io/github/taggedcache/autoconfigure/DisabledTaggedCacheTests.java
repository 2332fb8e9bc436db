package io.github.taggedcache.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import io.github.taggedcache.cache.DisabledCacheManager;
import io.github.taggedcache.testsupport.RedisServers;
import io.github.taggedcache.testsupport.RoundTripProxy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("row-19")
class DisabledTaggedCacheTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(MissingCachingAutoConfiguration.class, TaggedCacheAutoConfiguration.class,
						CacheAutoConfiguration.class, DataRedisAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class, Library.class)
		.withPropertyValues("tagged-cache.enabled=false");

	@Test
	void managerIsStillATaggedOne() {
		this.contextRunner.run((context) -> assertThat(context).getBean(TaggedCacheManager.class)
			.isInstanceOf(DisabledCacheManager.class));
	}

	@Test
	void managerIsATaggedOneWhereCacheTypeIsNone() {
		this.contextRunner.withPropertyValues("tagged-cache.enabled=true", "spring.cache.type=none")
			.withBean(Needing.class)
			.run((context) -> assertThat(context.getBean(Needing.class).manager())
				.isSameAs(context.getBean(Needing.class).tagged())
				.isInstanceOf(DisabledCacheManager.class));
	}

	@Test
	void annotatedMethodsAlwaysMiss() {
		this.contextRunner.run((context) -> {
			Library library = context.getBean(Library.class);
			library.title(1);
			library.title(1);
			assertThat(library.loads()).isEqualTo(2);
		});
	}

	@Test
	void synchronizedMethodsAlwaysMiss() {
		this.contextRunner.run((context) -> {
			Library library = context.getBean(Library.class);
			library.synchronizedTitle(1);
			library.synchronizedTitle(1);
			assertThat(library.loads()).isEqualTo(2);
		});
	}

	@Test
	void cachesAlwaysMiss() {
		this.contextRunner.run((context) -> {
			TaggedCacheManager manager = context.getBean(TaggedCacheManager.class);
			manager.getCache("titles").put("key", "value", "tag");
			assertThat(manager.getCache("titles").get("key")).isNull();
		});
	}

	@Test
	void loaderOfCacheIsCalledEachTime() {
		this.contextRunner.run((context) -> {
			TaggedCacheManager manager = context.getBean(TaggedCacheManager.class);
			AtomicInteger loads = new AtomicInteger();
			manager.getCache("titles").get("key", loads::incrementAndGet, "tag");
			assertThat(manager.getCache("titles").get("key", loads::incrementAndGet, "tag")).isEqualTo(2);
		});
	}

	@Test
	void loaderOfManyKeysIsCalledForAllOfThem() {
		this.contextRunner.run((context) -> {
			TaggedCacheManager manager = context.getBean(TaggedCacheManager.class);
			Map<Long, String> found = manager.getCache("titles")
				.getAll(List.of(2L, 1L, 2L, 3L), (missing) -> Map.of(1L, "one", missing.get(0), "first"),
						(id, title) -> List.of());
			assertThat(found).containsExactly(Map.entry(2L, "first"), Map.entry(1L, "one"));
		});
	}

	@Test
	void invalidatingMethodsAreNotAdvised() {
		this.contextRunner.withUserConfiguration(Desk.class)
			.run((context) -> assertThat(AopUtils.isAopProxy(context.getBean(Desk.class))).isFalse());
	}

	@Test
	void nothingIsSentToRedis() {
		try (RoundTripProxy proxy = RoundTripProxy.to(RedisServers.shared())) {
			assertThat(proxy.record(() -> this.contextRunner.withUserConfiguration(Desk.class)
				.withPropertyValues("spring.data.redis.url=" + proxy.uri())
				.run((context) -> {
					context.getBean(Library.class).title(1);
					context.getBean(Desk.class).rename(1);
					context.getBean(TaggedCacheManager.class).invalidateTags("article:1");
					context.getBean(TaggedCacheManager.class).softInvalidateTags("article:1");
					context.getBean(TaggedCacheManager.class).invalidateAll();
				}))).isEmpty();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

	static class Library {

		private final AtomicInteger loads = new AtomicInteger();

		public int loads() {
			return this.loads.get();
		}

		@Cacheable("titles")
		@CacheTags("article:#{#id}")
		public String title(long id) {
			return "title " + this.loads.incrementAndGet();
		}

		@Cacheable(cacheNames = "titles", sync = true)
		@CacheTags("article:#{#id}")
		public String synchronizedTitle(long id) {
			return "title " + this.loads.incrementAndGet();
		}

	}

	record Needing(CacheManager manager, TaggedCacheManager tagged) {

	}

	static class Desk {

		@InvalidateTags("article:#{#id}")
		public void rename(long id) {
		}

	}

}
