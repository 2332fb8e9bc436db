package io.github.taggedcache.autoconfigure.endpoint;

import io.github.taggedcache.autoconfigure.SecondaryTaggedCacheAutoConfiguration;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.cache.CacheRegions;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.region.UnstorableValues;
import io.github.taggedcache.endpoint.InvalidationRecords;
import io.github.taggedcache.endpoint.KeyExplanations;
import io.github.taggedcache.endpoint.TaggedCacheEndpoint;
import io.github.taggedcache.endpoint.TaggedCacheEndpoint.EventsDescriptor;
import io.github.taggedcache.endpoint.TaggedCacheEndpointJmxExtension;
import io.github.taggedcache.endpoint.TaggedCacheEndpointWebExtension;
import io.github.taggedcache.listener.EventDelivery;
import io.github.taggedcache.redis.KeyLayout;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} of the endpoint for tagged caches.
 */
@AutoConfiguration(after = { TaggedCacheAutoConfiguration.class, SecondaryTaggedCacheAutoConfiguration.class })
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(CacheRegions.class)
@ConditionalOnAvailableEndpoint(TaggedCacheEndpoint.class)
@EnableConfigurationProperties(TaggedCacheEndpointProperties.class)
public final class TaggedCacheEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	TaggedCacheEndpoint taggedCacheEndpoint(CacheRegions regions, KeyLayout layout, Node node,
			UnstorableValues unstorable, EventDelivery delivery) {
		return new TaggedCacheEndpoint(regions.manager(), layout.namespace(), node, unstorable,
				() -> new EventsDescriptor(delivery.waiting(), delivery.dropped()));
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(TaggedCacheEndpoint.class)
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
	TaggedCacheEndpointWebExtension taggedCacheEndpointWebExtension(TaggedCacheEndpoint endpoint, CacheRegions regions,
			Node node, TaggedCacheEndpointProperties properties) {
		return new TaggedCacheEndpointWebExtension(endpoint, explanations(regions), new InvalidationRecords(node),
				properties.getShowKeys(), properties.getRoles());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(TaggedCacheEndpoint.class)
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.JMX)
	TaggedCacheEndpointJmxExtension taggedCacheEndpointJmxExtension(TaggedCacheEndpoint endpoint, CacheRegions regions,
			Node node, TaggedCacheEndpointProperties properties) {
		return new TaggedCacheEndpointJmxExtension(endpoint, explanations(regions), new InvalidationRecords(node),
				properties.getShowKeys());
	}

	private static KeyExplanations explanations(CacheRegions regions) {
		return new KeyExplanations(regions.manager(), regions.manager()::explain);
	}

}
