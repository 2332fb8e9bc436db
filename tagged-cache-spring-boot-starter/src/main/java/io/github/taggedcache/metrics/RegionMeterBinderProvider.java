package io.github.taggedcache.metrics;

import io.github.taggedcache.cache.RegionCache;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.cache.metrics.CacheMeterBinderProvider;

/**
 * Gives Boot the metrics of a region.
 */
public final class RegionMeterBinderProvider implements CacheMeterBinderProvider<RegionCache> {

	@Override
	public MeterBinder getMeterBinder(RegionCache cache, Iterable<Tag> tags) {
		return new RegionMetrics(cache, tags);
	}

}
