package io.github.taggedcache.metrics;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;

import io.github.taggedcache.audit.AuditSamples;
import io.github.taggedcache.audit.Auditor;
import io.github.taggedcache.cache.RegionCache;
import io.github.taggedcache.cache.StoreErrorHandler;
import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.envelope.Compression;
import io.github.taggedcache.core.history.Retention;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.core.region.RegionEnvironment;
import io.github.taggedcache.core.region.RegionSettings;
import io.github.taggedcache.core.store.memory.MemoryStore;
import io.github.taggedcache.json.JsonCodec;
import io.github.taggedcache.key.KeyConverters;
import io.github.taggedcache.key.KeyText;
import io.github.taggedcache.tenant.Tenants;
import io.github.taggedcache.transaction.CacheTransactions;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.cache.CacheMeterBinder;
import io.micrometer.core.instrument.binder.cache.CacheMeterBinderCompatibilityKit;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

/**
 * What Micrometer asks of the metrics of each kind of cache.
 */
class RegionMetricsTests extends CacheMeterBinderCompatibilityKit<RegionCache> {

	@Override
	public RegionCache createCache() {
		InstantSource time = InstantSource.system();
		MemoryStore store = new MemoryStore(time, 100);
		Node node = new Node(store, new Retention());
		RegionEnvironment environment = new RegionEnvironment(node, store, new JsonCodec(JsonMapper.shared()),
				Runnable::run, time, System::nanoTime, RandomGenerator.getDefault());
		RegionSettings settings = new RegionSettings(Duration.ofHours(1), 0, true, Compression.NONE,
				ValueType.of(String.class, "this test"));
		StoreErrorHandler errorHandler = new StoreErrorHandler(time, Duration.ofMinutes(1));
		return new RegionCache(new Region("mycache", settings, environment),
				new KeyText(KeyConverters.from(new StaticListableBeanFactory())), () -> errorHandler, Runnable::run,
				(key) -> null, Tenants.NONE, new CacheTransactions(node, Runnable::run, (tags, keys, cause) -> {
				}, () -> null, true));
	}

	@Override
	public CacheMeterBinder<RegionCache> binder() {
		return new RegionMetrics(this.cache, Tags.empty(),
				new Auditor(new AuditSamples(Map.of(), 0), Duration.ofSeconds(1), InstantSource.system()));
	}

	@Override
	public void put(String key, String value) {
		this.cache.put(key, value);
	}

	@Override
	public String get(String key) {
		return this.cache.get(key, String.class);
	}

}
