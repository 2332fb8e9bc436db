package io.github.taggedcache.autoconfigure;

import io.github.taggedcache.cache.DisabledCacheManager;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheManagerCustomizer;
import org.springframework.boot.cache.autoconfigure.CacheManagerCustomizers;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.CacheAspectSupport;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * {@link AutoConfiguration Auto-configuration} of tagged caches. It takes the place of
 * Boot's own cache manager where caching is enabled, and backs off where the application
 * defines a {@link CacheManager} or sets {@code spring.cache.type} to anything but
 * {@code redis}.
 */
@AutoConfiguration(before = CacheAutoConfiguration.class,
		afterName = { "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
				"org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration" })
@ConditionalOnBean(CacheAspectSupport.class)
@ConditionalOnMissingBean(value = CacheManager.class, name = "cacheResolver")
@ConditionalOnProperty(name = "spring.cache.type", havingValue = "redis", matchIfMissing = true)
public final class TaggedCacheAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "tagged-cache.enabled", matchIfMissing = true)
	@EnableConfigurationProperties(TaggedCacheProperties.class)
	@Import({ MemoryStoreConfiguration.class, RedisStoreConfiguration.class, JsonCodecConfiguration.class,
			RegionConfiguration.class, InterceptorConfiguration.class })
	static class Enabled {

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "tagged-cache.enabled", havingValue = false)
	static class Disabled {

		@Bean
		DisabledCacheManager cacheManager(ObjectProvider<CacheManagerCustomizer<?>> customizers) {
			return new CacheManagerCustomizers(customizers.orderedStream().toList())
				.customize(new DisabledCacheManager());
		}

	}

}
