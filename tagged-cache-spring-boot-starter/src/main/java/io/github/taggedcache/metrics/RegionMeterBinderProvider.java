package io.github.taggedcache.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.taggedcache.audit.Auditor;
import io.github.taggedcache.cache.RegionCache;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.cache.metrics.CacheMeterBinderProvider;

/**
 * Gives Boot the metrics of a region, and remembers for which it did: Micrometer warns
 * about a meter that is registered twice.
 */
public final class RegionMeterBinderProvider implements CacheMeterBinderProvider<RegionCache> {

	private final Set<RegionCache> bound = ConcurrentHashMap.newKeySet();

	private final Auditor auditor;

	/**
	 * Creates the provider.
	 * @param auditor knows how audits ended
	 */
	public RegionMeterBinderProvider(Auditor auditor) {
		this.auditor = auditor;
	}

	@Override
	public MeterBinder getMeterBinder(RegionCache cache, Iterable<Tag> tags) {
		this.bound.add(cache);
		return new RegionMetrics(cache, tags, this.auditor);
	}

	/**
	 * Leaves the binding of a cache to the caller, if nobody has bound it yet. Of callers
	 * at the same time one gets it.
	 * @param cache the cache
	 * @return whether the caller is to bind it
	 */
	public boolean claim(RegionCache cache) {
		return this.bound.add(cache);
	}

}
