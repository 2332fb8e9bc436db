package io.github.taggedcache.autoconfigure;

import io.github.taggedcache.cache.RegionCacheManager;
import io.github.taggedcache.testsupport.RedisServers;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.cache.CacheType;
import org.springframework.boot.cache.test.autoconfigure.AutoConfigureCache;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.support.NoOpCacheManager;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a test of a part of an application gets.
 */
class AutoConfigureCacheSliceTests {

	@Nested
	@ExtendWith(SpringExtension.class)
	@ContextConfiguration(classes = CachingConfiguration.class)
	@AutoConfigureCache
	class WithoutProvider {

		@Test
		void nothingIsCached(@Autowired CacheManager manager) {
			assertThat(manager).isInstanceOf(NoOpCacheManager.class);
		}

	}

	@Nested
	@ExtendWith(SpringExtension.class)
	@ContextConfiguration(classes = CachingConfiguration.class)
	@AutoConfigureCache(cacheProvider = CacheType.REDIS)
	@ImportAutoConfiguration(DataRedisAutoConfiguration.class)
	class WithRedis {

		@DynamicPropertySource
		static void redis(DynamicPropertyRegistry registry) {
			registry.add("spring.data.redis.url", () -> RedisServers.shared().uri());
			registry.add("tagged-cache.namespace", () -> "slice");
		}

		@Test
		void managerIsOurs(@Autowired CacheManager manager) {
			assertThat(manager).isInstanceOf(RegionCacheManager.class);
		}

		@Test
		void valuesAreCached(@Autowired RegionCacheManager manager) {
			manager.getCache("slice").put("key", "value");
			assertThat(manager.getCache("slice").get("key", String.class)).isEqualTo("value");
		}

	}

	@Nested
	@ExtendWith(SpringExtension.class)
	@ContextConfiguration(classes = CachingConfiguration.class)
	@AutoConfigureCache(cacheProvider = CacheType.REDIS)
	@TestPropertySource(properties = "tagged-cache.store=memory")
	class WithMemory {

		@Test
		void managerIsOursWithoutAServer(@Autowired CacheManager manager) {
			assertThat(manager).isInstanceOf(RegionCacheManager.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

}
