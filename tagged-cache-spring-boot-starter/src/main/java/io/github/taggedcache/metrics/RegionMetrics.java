package io.github.taggedcache.metrics;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.github.taggedcache.audit.AuditOutcome;
import io.github.taggedcache.audit.Auditor;
import io.github.taggedcache.cache.RegionCache;
import io.github.taggedcache.core.event.MissReason;
import io.github.taggedcache.core.event.RefreshOutcome;
import io.github.taggedcache.core.event.RegionStatistics;
import io.github.taggedcache.core.event.StaleReason;
import io.github.taggedcache.core.near.NearCache;
import io.github.taggedcache.core.region.Region;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.cache.CacheMeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one region: Micrometer's for every cache, and ours. All are counts of
 * this node. Size and evictions are those of the near cache: how many entries lie in the
 * store, and how many of them it evicts, is not known.
 */
final class RegionMetrics extends CacheMeterBinder<RegionCache> {

	private final Region region;

	private final @Nullable NearCache near;

	private final Auditor auditor;

	RegionMetrics(RegionCache cache, Iterable<Tag> tags, Auditor auditor) {
		super(cache, cache.getName(), tags);
		this.region = cache.getNativeCache();
		this.near = this.region.near();
		this.auditor = auditor;
	}

	@Override
	protected @Nullable Long size() {
		return (this.near != null) ? this.near.size() : null;
	}

	@Override
	protected long hitCount() {
		return this.region.statistics().hits();
	}

	@Override
	protected Long missCount() {
		return this.region.statistics().misses();
	}

	@Override
	protected @Nullable Long evictionCount() {
		return (this.near != null) ? this.near.evictions() : null;
	}

	@Override
	protected long putCount() {
		return this.region.statistics().puts();
	}

	@Override
	protected void bindImplementationSpecificMetrics(MeterRegistry registry) {
		for (MissReason reason : MissReason.values()) {
			counter(registry, "tagged.cache.misses", Tag.of("reason", name(reason)),
					(statistics) -> statistics.misses(reason), "Reads that found nothing to use, by reason");
		}
		if (this.auditor.isAudited(this.region.name())) {
			audits(registry);
		}
		for (StaleReason reason : StaleReason.values()) {
			counter(registry, "tagged.cache.stale.served", Tag.of("reason", name(reason)),
					(statistics) -> statistics.stale(reason), "Hits whose value was stale, by why it was served");
		}
		for (RefreshOutcome outcome : RefreshOutcome.values()) {
			counter(registry, "tagged.cache.refreshes", Tag.of("outcome", name(outcome)),
					(statistics) -> statistics.refreshes(outcome), "Loads in the background, by how they ended");
		}
		requests(registry, "near", "hit", RegionStatistics::nearHits);
		requests(registry, "remote", "hit", RegionStatistics::remoteHits);
		requests(registry, "load", "miss", RegionStatistics::misses);
		counter(registry, "tagged.cache.unknown", RegionStatistics::unknownVerdicts,
				"Entries that the store had to judge because this node did not know enough");
		counter(registry, "cache.removals", RegionStatistics::removals, "Cache removals");
		counter(registry, "tagged.cache.unstorable", RegionStatistics::unstorable,
				"Values not stored because they would not come back as what they are");
		counter(registry, "tagged.cache.refused", RegionStatistics::refused,
				"Values not stored because something newer was known");
		counter(registry, "tagged.cache.coalesced", RegionStatistics::coalesced,
				"Reads answered by a load that another caller had begun");
		counter(registry, "tagged.cache.store.errors", RegionStatistics::storeErrors, "Calls that the store failed");
		Timer loads = timer(registry, "tagged.cache.loads", "Loads of values");
		this.region.onLoad((nanos) -> loads.record(nanos, TimeUnit.NANOSECONDS));
		Timer lookups = timer(registry, "tagged.cache.lookups", "Lookups for which the store was asked");
		this.region.onLookup((nanos) -> lookups.record(nanos, TimeUnit.NANOSECONDS));
		Timer waits = timer(registry, "tagged.cache.load.waits",
				"Loads that waited for a load of another node, or for others of the cache");
		this.region.onWait((nanos) -> waits.record(nanos, TimeUnit.NANOSECONDS));
	}

	private void audits(MeterRegistry registry) {
		for (AuditOutcome outcome : AuditOutcome.values()) {
			FunctionCounter
				.builder("tagged.cache.audits", this.auditor, (auditor) -> auditor.count(this.region.name(), outcome))
				.tags(getTagsWithCacheName())
				.tag("outcome", name(outcome))
				.description("Hits whose method was called once more and compared")
				.register(registry);
		}
	}

	private Timer timer(MeterRegistry registry, String name, String description) {
		return Timer.builder(name).tags(getTagsWithCacheName()).description(description).register(registry);
	}

	private void requests(MeterRegistry registry, String level, String outcome,
			ToDoubleFunction<RegionStatistics> count) {
		FunctionCounter
			.builder("tagged.cache.requests", this.region, (region) -> count.applyAsDouble(region.statistics()))
			.tags(getTagsWithCacheName())
			.tags("level", level, "outcome", outcome)
			.description("Reads by the level that ended them")
			.register(registry);
	}

	private static String name(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

	private void counter(MeterRegistry registry, String name, Tag tag, ToDoubleFunction<RegionStatistics> count,
			String description) {
		FunctionCounter.builder(name, this.region, (region) -> count.applyAsDouble(region.statistics()))
			.tags(getTagsWithCacheName())
			.tags(List.of(tag))
			.description(description)
			.register(registry);
	}

	private void counter(MeterRegistry registry, String name, ToDoubleFunction<RegionStatistics> count,
			String description) {
		FunctionCounter.builder(name, this.region, (region) -> count.applyAsDouble(region.statistics()))
			.tags(getTagsWithCacheName())
			.description(description)
			.register(registry);
	}

}
