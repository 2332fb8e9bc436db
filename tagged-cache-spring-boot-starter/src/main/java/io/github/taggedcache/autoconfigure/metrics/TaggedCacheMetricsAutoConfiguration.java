package io.github.taggedcache.autoconfigure.metrics;

import java.util.function.Consumer;

import io.github.taggedcache.audit.Auditor;
import io.github.taggedcache.autoconfigure.SecondaryTaggedCacheAutoConfiguration;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.cache.CacheRegions;
import io.github.taggedcache.cache.RegionCache;
import io.github.taggedcache.cache.RegionCacheManager;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.outage.InvalidationQueue;
import io.github.taggedcache.core.region.WriteBehind;
import io.github.taggedcache.core.store.GuardedStore;
import io.github.taggedcache.listener.EventDelivery;
import io.github.taggedcache.metrics.EventMetrics;
import io.github.taggedcache.metrics.InvalidationMetrics;
import io.github.taggedcache.metrics.LogMetrics;
import io.github.taggedcache.metrics.OutageMetrics;
import io.github.taggedcache.metrics.RegionMeterBinderProvider;
import io.github.taggedcache.metrics.SourceMetrics;
import io.github.taggedcache.metrics.WriteMetrics;
import io.github.taggedcache.source.InvalidationSources;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;

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
@AutoConfiguration(after = { TaggedCacheAutoConfiguration.class, SecondaryTaggedCacheAutoConfiguration.class },
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
		beforeName = "org.springframework.boot.cache.autoconfigure.metrics.CacheMetricsAutoConfiguration")
@ConditionalOnClass({ MeterRegistry.class, CacheMetricsRegistrar.class })
@ConditionalOnBean({ CacheRegions.class, MeterRegistry.class })
public final class TaggedCacheMetricsAutoConfiguration {

	@Bean
	RegionMeterBinderProvider taggedCacheMeterBinderProvider(Auditor auditor) {
		return new RegionMeterBinderProvider(auditor);
	}

	@Bean
	WriteMetrics taggedCacheWriteMetrics(WriteBehind writes) {
		return new WriteMetrics(writes);
	}

	@Bean
	InvalidationMetrics taggedCacheInvalidationMetrics(Node node) {
		return new InvalidationMetrics(node);
	}

	@Bean
	LogMetrics taggedCacheLogMetrics(Node node) {
		return new LogMetrics(node);
	}

	@Bean
	OutageMetrics taggedCacheOutageMetrics(InvalidationQueue queue, ObjectProvider<GuardedStore> store) {
		return new OutageMetrics(queue, store.getIfAvailable());
	}

	@Bean
	EventMetrics taggedCacheEventMetrics(EventDelivery delivery) {
		return new EventMetrics(delivery);
	}

	/**
	 * Looked up when meters are bound: a source may use whatever the application brings.
	 */
	@Bean
	MeterBinder taggedCacheSourceMetrics(ObjectProvider<InvalidationSources> sources) {
		return (registry) -> new SourceMetrics(sources.getObject()).bindTo(registry);
	}

	/**
	 * Boot binds the caches that exist when its registrar is made; this binds those that
	 * are made later, whether before the end of the start or after it.
	 */
	@Bean
	SmartInitializingSingleton taggedCacheMetricsBinding(CacheRegions regions, RegionMeterBinderProvider provider,
			ObjectProvider<CacheMetricsRegistrar> registrars) {
		RegionCacheManager manager = regions.manager();
		Tag tag = Tag.of("cache.manager", managerName(regions.beanName()));
		return () -> registrars.ifAvailable((registrar) -> {
			Consumer<RegionCache> binding = (cache) -> {
				if (provider.claim(cache)) {
					registrar.bindCacheToRegistry(cache, tag);
				}
			};
			manager.onCreation(binding);
			manager.getCacheNames()
				.stream()
				.map(manager::getCache)
				.filter(RegionCache.class::isInstance)
				.map(RegionCache.class::cast)
				.forEach(binding);
		});
	}

	/**
	 * What Boot makes of the name of the bean.
	 */
	private static String managerName(String beanName) {
		return beanName.equals(CacheRegions.OWN_NAME) ? "tagged" : beanName;
	}

}
