package io.github.taggedcache.autoconfigure;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * All of tagged caches but the bean of their manager, which differs.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TaggedCacheProperties.class)
@Import({ MemoryStoreConfiguration.class, RedisStoreConfiguration.class, JsonCodecConfiguration.class,
		RegionConfiguration.class, InterceptorConfiguration.class, ListenerConfiguration.class,
		SourceConfiguration.class, ObservationConfiguration.class, TransactionConfiguration.class })
class TaggedCacheConfiguration {

}
