package io.github.taggedcache.autoconfigure;

import io.github.taggedcache.cache.CacheRegions;
import io.github.taggedcache.check.MissingCaching;
import io.github.taggedcache.check.UnusedTags;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.CacheAspectSupport;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * {@link AutoConfiguration Auto-configuration} for an application whose tag annotations
 * do nothing. Without {@code @EnableCaching} its start fails; with another cache manager
 * it is warned.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@Conditional(CachingSwitch.On.class)
public final class MissingCachingAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean({ CacheAspectSupport.class, CacheManager.class })
	@ConditionalOnProperty(name = "spring.cache.type", havingValue = "redis", matchIfMissing = true)
	static class WithoutCaching {

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static MissingCaching taggedCacheMissingCaching() {
			return new MissingCaching();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(CacheAspectSupport.class)
	@ConditionalOnMissingBean(CacheRegions.class)
	static class WithAnotherManager {

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static UnusedTags taggedCacheUnusedTags(Environment environment) {
			String type = environment.getProperty("spring.cache.type", "redis");
			return new UnusedTags(type.equalsIgnoreCase("redis")
					? "the application has a CacheManager or cacheResolver bean of its own"
					: "spring.cache.type is " + type);
		}

	}

}
