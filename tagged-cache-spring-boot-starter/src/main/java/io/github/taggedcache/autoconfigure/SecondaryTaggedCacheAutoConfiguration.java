package io.github.taggedcache.autoconfigure;

import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.cache.CacheRegions;
import io.github.taggedcache.cache.DisabledCacheManager;
import io.github.taggedcache.cache.RegionCacheManager;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.cache.interceptor.CacheAspectSupport;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Import;

/**
 * {@link AutoConfiguration Auto-configuration} of tagged caches beside those of another
 * manager, whether the application or Boot makes that one. The other one stays the
 * default: it is what is injected as a {@code CacheManager}, and what cached methods use
 * that name none.
 */
@AutoConfiguration(after = CacheAutoConfiguration.class,
		afterName = { "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
				"org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration" })
@ConditionalOnBean(CacheAspectSupport.class)
@ConditionalOnMissingBean(TaggedCacheManager.class)
@ConditionalOnBooleanProperty("tagged-cache.secondary")
public final class SecondaryTaggedCacheAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@Conditional(CachingSwitch.On.class)
	@Import(TaggedCacheConfiguration.class)
	static class Enabled {

		@Bean
		@Fallback
		RegionCacheManager taggedCacheManager(CacheRegions regions) {
			return regions.publish();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Conditional(CachingSwitch.Off.class)
	static class Disabled {

		@Bean
		@Fallback
		DisabledCacheManager taggedCacheManager() {
			return new DisabledCacheManager();
		}

	}

}
