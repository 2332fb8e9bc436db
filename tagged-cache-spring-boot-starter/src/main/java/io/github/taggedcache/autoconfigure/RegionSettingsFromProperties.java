package io.github.taggedcache.autoconfigure;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;

import io.github.taggedcache.NearCacheCopy;
import io.github.taggedcache.RegionCustomizer;
import io.github.taggedcache.RegionOptions;
import io.github.taggedcache.WriteMode;
import io.github.taggedcache.autoconfigure.RegionProperties.Compression;
import io.github.taggedcache.autoconfigure.RegionProperties.LoadLock;
import io.github.taggedcache.autoconfigure.RegionProperties.LoadTimeout;
import io.github.taggedcache.autoconfigure.RegionProperties.NearCache;
import io.github.taggedcache.autoconfigure.TaggedCacheProperties.Consistency;
import io.github.taggedcache.core.codec.ValueCodec;
import io.github.taggedcache.core.lease.LeaseSettings;
import io.github.taggedcache.core.limit.LimitSettings;
import io.github.taggedcache.core.load.LoadSettings;
import io.github.taggedcache.core.near.Copying;
import io.github.taggedcache.core.near.NearSettings;
import io.github.taggedcache.core.refresh.RefreshAhead;
import io.github.taggedcache.core.region.EntryNames;
import io.github.taggedcache.core.region.RegionSettings;
import io.github.taggedcache.core.stale.StaleSettings;
import io.github.taggedcache.core.timeout.LoadTimeouts;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Turns properties into the settings of a region. A setting comes from the customizers,
 * else from the properties of the cache, else from the properties for all caches, else
 * from the built-in defaults.
 */
final class RegionSettingsFromProperties {

	private static final Duration TIME_TO_LIVE = Duration.ofHours(1);

	private static final double JITTER = 0.1;

	private static final DataSize COMPRESSION_THRESHOLD = DataSize.ofKilobytes(1);

	private final TaggedCacheProperties properties;

	private final List<RegionCustomizer> customizers;

	private final ValueCodec codec;

	RegionSettingsFromProperties(TaggedCacheProperties properties, List<RegionCustomizer> customizers,
			ValueCodec codec) {
		this.properties = properties;
		this.customizers = customizers;
		this.codec = codec;
	}

	RegionSettings of(String name) {
		RegionOptions options = options(name, this.properties);
		this.customizers.forEach((customizer) -> customizer.customize(name, options));
		return settings(name, options);
	}

	static RegionOptions options(String name, TaggedCacheProperties properties) {
		RegionProperties own = properties.getCaches().getOrDefault(name, new RegionProperties());
		RegionProperties defaults = properties.getDefaults();
		Duration timeToLive = first(own.getTimeToLive(), defaults.getTimeToLive(), TIME_TO_LIVE);
		double jitter = first(own.getTimeToLiveJitter(), defaults.getTimeToLiveJitter(), JITTER);
		boolean nulls = first(own.getCacheNullValues(), defaults.getCacheNullValues(), Boolean.TRUE);
		Compression compression = own.getCompression();
		Compression all = defaults.getCompression();
		boolean compressed = first(compression.getEnabled(), all.getEnabled(), Boolean.FALSE);
		DataSize threshold = first(compression.getThreshold(), all.getThreshold(), COMPRESSION_THRESHOLD);
		RegionOptions options = new RegionOptions(timeToLive, jitter, nulls, compressed ? threshold : null);
		options.joinTimeout(first(own.getJoinTimeout(), defaults.getJoinTimeout(), options.getJoinTimeout()));
		// A strict reader on another node is to find what was stored before it came
		options.write(first(own.getWrite(), defaults.getWrite(),
				(properties.getConsistency() == Consistency.STRICT) ? WriteMode.THROUGH : options.getWrite()));
		options.maxConcurrentLoads(
				first(own.getMaxConcurrentLoads(), defaults.getMaxConcurrentLoads(), options.getMaxConcurrentLoads()));
		withLoadLock(options, own.getLoadLock(), defaults.getLoadLock());
		withStaleness(options, own, defaults);
		options.version(first(own.getVersion(), defaults.getVersion(), options.getVersion()))
			.methodTags(first(own.getMethodTags(), defaults.getMethodTags(), options.isMethodTags()));
		withLoadTimeout(options, own.getLoadTimeout(), defaults.getLoadTimeout());
		return withNearCache(options, own.getNearCache(), defaults.getNearCache());
	}

	private static void withLoadLock(RegionOptions options, LoadLock own, LoadLock defaults) {
		options.loadLock(first(own.getEnabled(), defaults.getEnabled(), options.isLoadLock()))
			.loadLockLease(first(own.getLease(), defaults.getLease(), options.getLoadLockLease()))
			.loadLockWait(first(own.getWait(), defaults.getWait(), options.getLoadLockWait()));
	}

	private static void withStaleness(RegionOptions options, RegionProperties own, RegionProperties defaults) {
		options
			.staleWhileRevalidate(first(own.getStaleWhileRevalidate(), defaults.getStaleWhileRevalidate(),
					options.getStaleWhileRevalidate()))
			.staleIfError(first(own.getStaleIfError(), defaults.getStaleIfError(), options.getStaleIfError()))
			.staleIfErrorPause(
					first(own.getStaleIfErrorPause(), defaults.getStaleIfErrorPause(), options.getStaleIfErrorPause()))
			.ignoredLoadErrors(first(own.getLoadErrors().getIgnore(), defaults.getLoadErrors().getIgnore(),
					options.getIgnoredLoadErrors()))
			.refreshAhead(first(own.getRefreshAhead(), defaults.getRefreshAhead(), options.getRefreshAhead()));
	}

	private static void withLoadTimeout(RegionOptions options, LoadTimeout own, LoadTimeout defaults) {
		options
			.loadTimeout(first(own.getSoft(), defaults.getSoft(), options.getSoftLoadTimeout()),
					first(own.getHard(), defaults.getHard(), options.getHardLoadTimeout()))
			.loadsOnExecutor(first(own.getOnExecutor(), defaults.getOnExecutor(), options.isLoadsOnExecutor()));
	}

	private static RegionOptions withNearCache(RegionOptions options, NearCache own, NearCache defaults) {
		Duration timeToLive = (own.getTimeToLive() != null) ? own.getTimeToLive() : defaults.getTimeToLive();
		return options.nearCache(first(own.getEnabled(), defaults.getEnabled(), options.isNearCache()))
			.nearCacheMaximumSize(
					first(own.getMaximumSize(), defaults.getMaximumSize(), options.getNearCacheMaximumSize()))
			.nearCacheMaximumWeight(
					first(own.getMaximumWeight(), defaults.getMaximumWeight(), options.getNearCacheMaximumWeight()))
			.nearCacheTimeToLive(timeToLive)
			.nearCacheCopy(first(own.getCopy(), defaults.getCopy(), options.getNearCacheCopy()));
	}

	private static <T> T first(@Nullable T own, @Nullable T defaults, T builtIn) {
		if (own != null) {
			return own;
		}
		return (defaults != null) ? defaults : builtIn;
	}

	private RegionSettings settings(String name, RegionOptions options) {
		Type type = options.getType();
		try {
			return new RegionSettings(options.getTimeToLive(), options.getTimeToLiveJitter(),
					options.isCacheNullValues(), compression(options.getCompressionThreshold()), (type != null)
							? this.codec.type(type, "the RegionCustomizer of '" + name + "'") : null,
					near(options), options.getJoinTimeout(), options.getWrite() == WriteMode.BEHIND, loads(options),
					stale(options), new RefreshAhead(options.getRefreshAhead()),
					new LoadTimeouts(options.getSoftLoadTimeout(), options.getHardLoadTimeout(),
							options.isLoadsOnExecutor()),
					new EntryNames(options.getVersion(), options.isMethodTags()));
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw new IllegalStateException(
					"Region '" + name + "' has a setting that a RegionCustomizer made wrong: " + ex.getMessage(), ex);
		}
	}

	private static LoadSettings loads(RegionOptions options) {
		LeaseSettings lease = options.isLoadLock()
				? new LeaseSettings(options.getLoadLockLease(), options.getLoadLockWait()) : null;
		return new LoadSettings(lease, new LimitSettings(options.getMaxConcurrentLoads()));
	}

	private static StaleSettings stale(RegionOptions options) {
		return new StaleSettings(options.getStaleWhileRevalidate(), options.getStaleIfError(),
				options.getStaleIfErrorPause(), options.getIgnoredLoadErrors());
	}

	private static @Nullable NearSettings near(RegionOptions options) {
		return options.isNearCache()
				? new NearSettings(options.getNearCacheMaximumSize(), options.getNearCacheMaximumWeight().toBytes(),
						options.getNearCacheTimeToLive(), copying(options.getNearCacheCopy()))
				: null;
	}

	private static Copying copying(NearCacheCopy copy) {
		return switch (copy) {
			case AUTO -> Copying.AUTO;
			case ALWAYS -> Copying.ALWAYS;
			case NEVER -> Copying.NEVER;
		};
	}

	private static io.github.taggedcache.core.envelope.Compression compression(@Nullable DataSize threshold) {
		return (threshold != null)
				? new io.github.taggedcache.core.envelope.Compression(Math.toIntExact(threshold.toBytes()))
				: io.github.taggedcache.core.envelope.Compression.NONE;
	}

}
