package io.github.taggedcache.autoconfigure.endpoint;

import io.github.taggedcache.autoconfigure.SecondaryTaggedCacheAutoConfiguration;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.cache.CacheRegions;
import io.github.taggedcache.core.region.UnstorableValues;
import io.github.taggedcache.endpoint.TaggedCacheEndpoint;
import io.github.taggedcache.endpoint.TaggedCacheEndpointWebExtension;
import io.github.taggedcache.redis.KeyLayout;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} of the endpoint for tagged caches.
 */
@AutoConfiguration(after = { TaggedCacheAutoConfiguration.class, SecondaryTaggedCacheAutoConfiguration.class })
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(CacheRegions.class)
@ConditionalOnAvailableEndpoint(TaggedCacheEndpoint.class)
public final class TaggedCacheEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	TaggedCacheEndpoint taggedCacheEndpoint(CacheRegions regions, KeyLayout layout, UnstorableValues unstorable) {
		return new TaggedCacheEndpoint(regions.manager(), layout.namespace(), unstorable);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(TaggedCacheEndpoint.class)
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
	TaggedCacheEndpointWebExtension taggedCacheEndpointWebExtension(TaggedCacheEndpoint endpoint) {
		return new TaggedCacheEndpointWebExtension(endpoint);
	}

}
