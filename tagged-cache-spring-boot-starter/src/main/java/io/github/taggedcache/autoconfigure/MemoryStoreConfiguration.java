package io.github.taggedcache.autoconfigure;

import java.time.InstantSource;

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
	MemoryStore taggedCacheStore(TaggedCacheProperties properties) {
		PropertyChecks.check(properties);
		return new MemoryStore(InstantSource.system(), properties.getLog().getMaxLength());
	}

}
