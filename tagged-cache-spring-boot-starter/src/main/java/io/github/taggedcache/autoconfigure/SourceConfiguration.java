package io.github.taggedcache.autoconfigure;

import java.time.Duration;

import io.github.taggedcache.InvalidationSource;
import io.github.taggedcache.cache.CacheRegions;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.source.InvalidationSources;
import io.github.taggedcache.tenant.Tenants;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The sources of invalidations that the application brings. A source may use caches, so
 * the sources are made after them.
 */
@Configuration(proxyBeanMethods = false)
class SourceConfiguration {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	@Bean(destroyMethod = "stop")
	InvalidationSources taggedCacheInvalidationSources(ListableBeanFactory beanFactory, Node node, CacheRegions regions,
			Tenants tenants) {
		return new InvalidationSources(beanFactory.getBeansOfType(InvalidationSource.class), node,
				regions.manager()::evict, tenants, PATIENCE);
	}

	@Bean
	InvalidationSourceLifecycle taggedCacheInvalidationSourceLifecycle(InvalidationSources sources) {
		return new InvalidationSourceLifecycle(sources);
	}

}
