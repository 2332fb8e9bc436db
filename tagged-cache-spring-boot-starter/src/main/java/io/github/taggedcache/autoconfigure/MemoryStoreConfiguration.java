package io.github.taggedcache.autoconfigure;

import io.github.taggedcache.core.node.NodeTime;
import io.github.taggedcache.core.store.memory.MemoryStore;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The store in the memory of this process.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "tagged-cache.store", havingValue = "memory")
class MemoryStoreConfiguration {

	@Bean
	MemoryStore taggedCacheStore(TaggedCacheProperties properties, NodeTime time) {
		PropertyChecks.check(properties);
		return new MemoryStore(time.wall(), properties.getLog().getMaxLength());
	}

}
