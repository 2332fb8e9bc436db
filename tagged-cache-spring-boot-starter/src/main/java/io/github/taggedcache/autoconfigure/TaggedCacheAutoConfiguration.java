package io.github.taggedcache.autoconfigure;

import io.github.taggedcache.cache.CacheRegions;
import io.github.taggedcache.cache.DisabledCacheManager;
import io.github.taggedcache.cache.RegionCacheManager;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheManagerCustomizer;
import org.springframework.boot.cache.autoconfigure.CacheManagerCustomizers;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.CacheAspectSupport;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * {@link AutoConfiguration Auto-configuration} of tagged caches as the caches of the
 * application. It takes the place of Boot's own cache manager where caching is enabled,
 * and backs off where the application defines a {@link CacheManager} or sets
 * {@code spring.cache.type} to anything but {@code redis}. For {@code none} there is a
 * manager that caches nothing.
 */
@AutoConfiguration(before = CacheAutoConfiguration.class,
		afterName = { "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
				"org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration" })
@ConditionalOnBean(CacheAspectSupport.class)
@ConditionalOnMissingBean(value = CacheManager.class, name = "cacheResolver")
@ConditionalOnBooleanProperty(name = "tagged-cache.secondary", havingValue = false, matchIfMissing = true)
@Conditional(CachingSwitch.OwnCacheType.class)
public final class TaggedCacheAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@Conditional(CachingSwitch.On.class)
	@Import(TaggedCacheConfiguration.class)
	static class Enabled {

		@Bean({ CacheRegions.DEFAULT_NAME, CacheRegions.OWN_NAME })
		RegionCacheManager cacheManager(CacheRegions regions) {
			return regions.publish();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Conditional(CachingSwitch.Off.class)
	static class Disabled {

		@Bean({ CacheRegions.DEFAULT_NAME, CacheRegions.OWN_NAME })
		DisabledCacheManager cacheManager(ObjectProvider<CacheManagerCustomizer<?>> customizers) {
			return new CacheManagerCustomizers(customizers.orderedStream().toList())
				.customize(new DisabledCacheManager());
		}

	}

}
