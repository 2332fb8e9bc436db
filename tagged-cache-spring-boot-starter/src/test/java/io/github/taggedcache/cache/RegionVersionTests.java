package io.github.taggedcache.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.redis.KeyLayout;
import io.github.taggedcache.testsupport.RedisServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two versions of a region on one Redis, as during a rolling deployment: neither sees the
 * entries of the other, and what one changes both have changed.
 */
class RegionVersionTests {

	private static final AtomicInteger namespaces = new AtomicInteger();

	private static volatile String stored = "";

	private final String namespace = "versions-" + namespaces.incrementAndGet();

	private final List<AnnotationConfigApplicationContext> nodes = new ArrayList<>();

	@AfterEach
	void close() {
		this.nodes.forEach(AnnotationConfigApplicationContext::close);
	}

	private Shop node(String version, String... properties) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues
			.of("tagged-cache.namespace=" + this.namespace, "tagged-cache.consistency=strict",
					"spring.data.redis.url=" + RedisServers.shared().uri())
			.and(version.isEmpty() ? List.<String>of() : List.of("tagged-cache.caches.articles.version=" + version))
			.and(properties)
			.applyTo(context);
		context.register(Application.class, CacheApplication.AutoConfigurations.class);
		context.refresh();
		this.nodes.add(context);
		return context.getBean(Shop.class);
	}

	private TaggedCacheManager manager(int node) {
		return this.nodes.get(node).getBean(TaggedCacheManager.class);
	}

	private String entryKey(int node, Object key) {
		TaggedCache cache = manager(node).getCache("articles");
		assertThat(cache).isInstanceOf(RegionCache.class);
		RegionCache region = (RegionCache) cache;
		String form = region.getNativeCache().settings().names().version();
		return this.nodes.get(node)
			.getBean(KeyLayout.class)
			.entry(region.access().key(key).as((form.isEmpty() ? "" : form + ":") + region.types().form()));
	}

	@Test
	void entriesOfAnotherVersionAreNotSeen() {
		Shop first = node("1");
		Shop second = node("2");
		stored = "old";
		assertThat(first.article(1)).isEqualTo("old");
		stored = "new";
		assertThat(second.article(1)).isEqualTo("new");
		assertThat(first.article(1)).isEqualTo("old");
		assertThat(node("1").article(1)).isEqualTo("old");
		assertThat(node("2").article(1)).isEqualTo("new");
	}

	@Test
	void regionWithoutAVersionSeesNoEntryOfOne() {
		Shop plain = node("");
		Shop versioned = node("1");
		stored = "plain";
		plain.article(1);
		stored = "versioned";
		assertThat(versioned.article(1)).isEqualTo("versioned");
		assertThat(plain.article(1)).isEqualTo("plain");
	}

	@ParameterizedTest
	@ValueSource(strings = { "strict", "bounded" })
	void evictByOneVersionIsSeenByTheOther(String consistency) {
		String property = "tagged-cache.consistency=" + consistency;
		Shop first = node("1", property);
		Shop second = node("2", property);
		stored = "old";
		first.article(1);
		second.article(1);
		stored = "new";
		first.evict(1);
		assertThat(first.article(1)).isEqualTo("new");
		await().untilAsserted(() -> assertThat(second.article(1)).isEqualTo("new"));
		stored = "newest";
		second.evict(1);
		assertThat(second.article(1)).isEqualTo("newest");
		await().untilAsserted(() -> assertThat(first.article(1)).isEqualTo("newest"));
	}

	@Test
	void putByOneVersionEndsTheEntryOfTheOther() {
		Shop first = node("1");
		Shop second = node("2");
		stored = "old";
		second.article(1);
		stored = "new";
		first.put(1);
		assertThat(second.article(1)).isEqualTo("new");
	}

	@Test
	void tagAndRegionAreInvalidatedInAllVersions() {
		Shop first = node("1");
		Shop second = node("2");
		stored = "old";
		first.article(1);
		second.article(1);
		stored = "new";
		manager(0).invalidateTags("article:1");
		assertThat(second.article(1)).isEqualTo("new");
		stored = "newest";
		TaggedCache cache = manager(1).getCache("articles");
		assertThat(cache).isNotNull();
		cache.clear();
		assertThat(first.article(1)).isEqualTo("newest");
	}

	@Test
	void versionStandsInTheKeyOfTheEntry() {
		node("2").article(1);
		String key = entryKey(0, 1);
		assertThat(key).startsWith(this.namespace + ":articles:1:2:");
		assertThat(this.nodes.get(0).getBean(StringRedisTemplate.class).hasKey(key)).isTrue();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Application {

		@Bean
		Shop shop() {
			return new Shop();
		}

	}

	static class Shop {

		@Cacheable("articles")
		@CacheTags("article:#{#id}")
		public String article(int id) {
			return stored;
		}

		@CacheEvict("articles")
		public void evict(int id) {
		}

		@CachePut("articles")
		@CacheTags("article:#{#id}")
		public String put(int id) {
			return stored;
		}

	}

}
