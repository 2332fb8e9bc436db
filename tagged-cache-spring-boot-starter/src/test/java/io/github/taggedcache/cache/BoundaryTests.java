package io.github.taggedcache.cache;

import java.util.ArrayList;
import java.util.List;

import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.testsupport.RedisServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.cache.Cache.ValueWrapper;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is evicted or invalidated ends exactly at its name.
 */
@Tag("row-12")
class BoundaryTests {

	private final List<AnnotationConfigApplicationContext> nodes = new ArrayList<>();

	@AfterEach
	void close() {
		this.nodes.forEach(AnnotationConfigApplicationContext::close);
	}

	private TaggedCacheManager node(String namespace) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues
			.of("tagged-cache.namespace=" + namespace, "tagged-cache.consistency=strict",
					"spring.data.redis.url=" + RedisServers.shared().uri())
			.applyTo(context);
		context.register(Application.class, CacheApplication.AutoConfigurations.class);
		context.refresh();
		this.nodes.add(context);
		return context.getBean(TaggedCacheManager.class);
	}

	private static TaggedCache cache(TaggedCacheManager manager, String name) {
		TaggedCache cache = manager.getCache(name);
		assertThat(cache).isNotNull();
		return cache;
	}

	private static Object value(TaggedCacheManager manager, String region, Object key) {
		ValueWrapper value = cache(manager, region).get(key);
		return (value != null) ? value.get() : null;
	}

	/**
	 * Each of them would also match the others, were it a pattern or a prefix.
	 */
	@ParameterizedTest
	@CsvSource({ "bound, bounds", "bound, bound*", "bound*, bound", "bound?, bounds", "b[o]und, bound",
			"bound, bound.s" })
	void everythingIsEverythingOfOneNamespace(String invalidated, String other) {
		TaggedCacheManager first = node("boundary-" + invalidated);
		TaggedCacheManager second = node("boundary-" + other);
		cache(first, "region").put(1, "first", "tag");
		cache(second, "region").put(1, "second", "tag");
		first.invalidateAll();
		assertThat(value(first, "region", 1)).isNull();
		assertThat(value(second, "region", 1)).isEqualTo("second");
		cache(first, "region").put(1, "first", "tag");
		first.invalidateTags("tag");
		cache(first, "region").clear();
		cache(first, "region").evict(1);
		assertThat(value(second, "region", 1)).isEqualTo("second");
	}

	@ParameterizedTest
	@CsvSource({ "books, books2", "books, book", "books, books:old", "books, books*", "books*, books", "~books, books",
			"~, ~~", "~m:a, m:a", "~~m:a/b, ~m:a/b", "~~t:a:b, ~t:a:b", "b?oks, books" })
	void clearedRegionIsOneRegion(String cleared, String other) {
		TaggedCacheManager manager = node("boundary-regions");
		cache(manager, cleared).put(1, "cleared");
		cache(manager, other).put(1, "other");
		cache(manager, cleared).clear();
		assertThat(value(manager, cleared, 1)).isNull();
		assertThat(value(manager, other, 1)).isEqualTo("other");
	}

	@Test
	void evictedKeyIsOneKey() {
		TaggedCacheManager manager = node("boundary-keys");
		List<String> keys = List.of("a", "a*", "*", "?", "[a]", "ab", "a:b", "a{b}", "{a}", "", " ", "\\*");
		for (String evicted : keys) {
			keys.forEach((key) -> cache(manager, "keys").<String>get(key, () -> "value of " + key));
			cache(manager, "keys").evict(evicted);
			for (String key : keys) {
				assertThat(value(manager, "keys", key)).as("'%s' after evict of '%s'", key, evicted)
					.isEqualTo(key.equals(evicted) ? null : "value of " + key);
			}
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Application {

	}

}
