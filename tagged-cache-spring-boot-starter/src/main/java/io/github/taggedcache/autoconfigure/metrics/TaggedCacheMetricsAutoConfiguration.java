package io.github.taggedcache.autoconfigure.metrics;

import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.cache.RegionCacheManager;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.metrics.InvalidationMetrics;
import io.github.taggedcache.metrics.RegionMeterBinderProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.cache.metrics.CacheMetricsRegistrar;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} of the metrics of tagged caches.
 */
@AutoConfiguration(after = TaggedCacheAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
		beforeName = "org.springframework.boot.cache.autoconfigure.metrics.CacheMetricsAutoConfiguration")
@ConditionalOnClass({ MeterRegistry.class, CacheMetricsRegistrar.class })
@ConditionalOnBean({ RegionCacheManager.class, MeterRegistry.class })
public final class TaggedCacheMetricsAutoConfiguration {

	@Bean
	RegionMeterBinderProvider regionMeterBinderProvider() {
		return new RegionMeterBinderProvider();
	}

	@Bean
	InvalidationMetrics invalidationMetrics(Node node) {
		return new InvalidationMetrics(node);
	}

	/**
	 * Boot binds the caches that exist at start-up; this binds those that are made later.
	 */
	@Bean
	SmartInitializingSingleton taggedCacheMetricsBinding(RegionCacheManager manager,
			ObjectProvider<CacheMetricsRegistrar> registrars) {
		return () -> registrars.ifAvailable((registrar) -> manager
			.onCreation((cache) -> registrar.bindCacheToRegistry(cache, Tag.of("cache.manager", "cacheManager"))));
	}

}
