package io.github.taggedcache.autoconfigure;

import io.github.taggedcache.cache.MissingCaching;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.CacheAspectSupport;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;

/**
 * {@link AutoConfiguration Auto-configuration} that fails the start of an application
 * which uses tag annotations without {@code @EnableCaching}.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMissingBean({ CacheAspectSupport.class, CacheManager.class })
@ConditionalOnProperty(name = "spring.cache.type", havingValue = "redis", matchIfMissing = true)
@ConditionalOnBooleanProperty(name = "tagged-cache.enabled", matchIfMissing = true)
public final class MissingCachingAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static MissingCaching taggedCacheMissingCaching() {
		return new MissingCaching();
	}

}
