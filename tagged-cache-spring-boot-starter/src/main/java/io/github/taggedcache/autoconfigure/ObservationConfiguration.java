package io.github.taggedcache.autoconfigure;

import io.github.taggedcache.core.event.Observer;
import io.github.taggedcache.observation.CacheObservationConvention;
import io.github.taggedcache.observation.ObservationObserver;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Observations of loads, lookups and invalidations, if the application has a registry of
 * observations.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(ObservationRegistry.class)
class ObservationConfiguration {

	/**
	 * The registry comes from an auto-configuration that may be looked at later than this
	 * one, so no condition asks for it.
	 */
	@Bean
	Observer taggedCacheObserver(ObjectProvider<ObservationRegistry> registries,
			ObjectProvider<CacheObservationConvention> conventions) {
		ObservationRegistry registry = registries.getIfUnique();
		return (registry != null) ? new ObservationObserver(registry, conventions.getIfUnique()) : Observer.NONE;
	}

}
