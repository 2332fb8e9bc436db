package io.github.taggedcache.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.taggedcache.autoconfigure.RegionProperties.LoadLock;
import io.github.taggedcache.autoconfigure.RegionProperties.LoadTimeout;
import io.github.taggedcache.autoconfigure.RegionProperties.NearCache;
import io.github.taggedcache.core.envelope.TimeToLive;
import io.github.taggedcache.core.lease.LeaseSettings;
import io.github.taggedcache.core.limit.LimitSettings;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.near.NearSettings;
import io.github.taggedcache.core.outage.OutageSettings;
import io.github.taggedcache.core.refresh.RefreshAhead;
import io.github.taggedcache.core.region.EntryNames;
import io.github.taggedcache.core.region.RegionSettings;
import io.github.taggedcache.core.stale.StaleSettings;
import io.github.taggedcache.core.timeout.LoadTimeouts;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * Checks the properties, so that a wrong one fails the start by its name.
 */
final class PropertyChecks {

	private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

	private static final Duration SHORTEST_STALENESS = Duration.ofMillis(100);

	private static final Duration LONGEST_STALENESS = Duration.ofHours(1);

	private static final Duration SHORTEST_COMMAND = Duration.ofMillis(1);

	private static final Duration LONGEST_COMMAND = Duration.ofHours(1);

	private static final Duration SHORTEST_BREAKER_PERIOD = Duration.ofMillis(10);

	private static final Duration LONGEST_BREAKER_PERIOD = Duration.ofHours(1);

	private static final int LONGEST_QUEUE = 1_000_000;

	private PropertyChecks() {
	}

	static void check(TaggedCacheProperties properties) {
		if (properties.getLog().getMaxLength() < 1) {
			throw new InvalidConfigurationPropertyValueException("tagged-cache.log.max-length",
					properties.getLog().getMaxLength(), "The log must keep at least one invalidation.");
		}
		int queueCapacity = properties.getEvents().getQueueCapacity();
		if (queueCapacity < 1 || queueCapacity > LONGEST_QUEUE) {
			throw new InvalidConfigurationPropertyValueException("tagged-cache.events.queue-capacity", queueCapacity,
					"It must be between 1 and " + LONGEST_QUEUE + ".");
		}
		Duration maxStaleness = properties.getMaxStaleness();
		if (maxStaleness.compareTo(SHORTEST_STALENESS) < 0 || maxStaleness.compareTo(LONGEST_STALENESS) > 0) {
			throw new InvalidConfigurationPropertyValueException("tagged-cache.max-staleness", maxStaleness,
					"It must be between 100ms and 1h.");
		}
		Duration commandTimeout = properties.getCommandTimeout();
		if (commandTimeout.compareTo(SHORTEST_COMMAND) < 0 || commandTimeout.compareTo(LONGEST_COMMAND) > 0) {
			throw new InvalidConfigurationPropertyValueException("tagged-cache.command-timeout", commandTimeout,
					"It must be between 1ms and 1h.");
		}
		check(properties.getOutage());
		check("tagged-cache.defaults", properties.getDefaults());
		properties.getCaches().forEach((name, region) -> {
			require("tagged-cache.caches", name, () -> EntryKey.of(name, ""));
			check(property(name), region);
		});
	}

	private static void check(OutageProperties outage) {
		Duration period = outage.getBreakerPeriod();
		if (period.compareTo(SHORTEST_BREAKER_PERIOD) < 0 || period.compareTo(LONGEST_BREAKER_PERIOD) > 0) {
			throw new InvalidConfigurationPropertyValueException("tagged-cache.outage.breaker-period", period,
					"It must be between 10ms and 1h.");
		}
		require("tagged-cache.outage.serve-near-for", outage.getServeNearFor(),
				() -> OutageSettings.requireServeNearFor(outage.getServeNearFor()));
		require("tagged-cache.outage.queue.max-names", outage.getQueue().getMaxNames(),
				() -> OutageSettings.requireMaxQueuedNames(outage.getQueue().getMaxNames()));
		require("tagged-cache.outage.queue.max-size", outage.getQueue().getMaxSize(),
				() -> OutageSettings.requireMaxQueuedBytes(outage.getQueue().getMaxSize().toBytes()));
	}

	private static void check(String prefix, RegionProperties region) {
		Duration timeToLive = region.getTimeToLive();
		if (timeToLive != null) {
			require(prefix + ".time-to-live", timeToLive, () -> TimeToLive.require(timeToLive));
		}
		Double jitter = region.getTimeToLiveJitter();
		if (jitter != null) {
			require(prefix + ".time-to-live-jitter", jitter, () -> RegionSettings.requireJitter(jitter));
		}
		Duration joinTimeout = region.getJoinTimeout();
		if (joinTimeout != null) {
			require(prefix + ".join-timeout", joinTimeout, () -> RegionSettings.requireJoinTimeout(joinTimeout));
		}
		String version = region.getVersion();
		if (version != null) {
			require(prefix + ".version", version, () -> EntryNames.requireVersion(version));
		}
		Integer maxConcurrentLoads = region.getMaxConcurrentLoads();
		if (maxConcurrentLoads != null) {
			require(prefix + ".max-concurrent-loads", maxConcurrentLoads,
					() -> LimitSettings.requireMaxConcurrentLoads(maxConcurrentLoads));
		}
		check(prefix + ".load-lock", region.getLoadLock());
		checkStaleness(prefix, region);
		Double sample = region.getAudit().getSample();
		if (sample != null && !(sample >= 0 && sample <= 1)) {
			throw new InvalidConfigurationPropertyValueException(prefix + ".audit.sample", sample,
					"It is a share of the hits, from 0 to 1.");
		}
		check(prefix + ".near-cache", region.getNearCache());
		DataSize threshold = region.getCompression().getThreshold();
		if (threshold != null && (threshold.isNegative() || threshold.toBytes() > Integer.MAX_VALUE)) {
			throw new InvalidConfigurationPropertyValueException(prefix + ".compression.threshold", threshold,
					"It must be between 0B and 2GB.");
		}
	}

	private static void check(String prefix, LoadLock lock) {
		Duration lease = lock.getLease();
		if (lease != null) {
			require(prefix + ".lease", lease, () -> LeaseSettings.requireLease(lease));
		}
		Duration wait = lock.getWait();
		if (wait != null) {
			require(prefix + ".wait", wait, () -> LeaseSettings.requireWait(wait));
		}
	}

	private static void checkStaleness(String prefix, RegionProperties region) {
		Map<String, @Nullable Duration> times = new LinkedHashMap<>();
		times.put("stale-while-revalidate", region.getStaleWhileRevalidate());
		times.put("stale-if-error", region.getStaleIfError());
		times.put("stale-if-error-pause", region.getStaleIfErrorPause());
		times.forEach((name, time) -> {
			if (time != null) {
				require(prefix + "." + name, time, () -> StaleSettings.require(name, time));
			}
		});
		checkLoadTimeout(prefix + ".load-timeout", region.getLoadTimeout());
		Double refreshAhead = region.getRefreshAhead();
		if (refreshAhead != null) {
			require(prefix + ".refresh-ahead", refreshAhead, () -> RefreshAhead.require(refreshAhead));
		}
	}

	private static void checkLoadTimeout(String prefix, LoadTimeout timeout) {
		Duration soft = timeout.getSoft();
		Duration hard = timeout.getHard();
		if (hard != null) {
			require(prefix + ".hard", hard, () -> LoadTimeouts.require("load-timeout.hard", hard));
		}
		if (soft != null) {
			require(prefix + ".soft", soft, () -> new LoadTimeouts(soft, (hard != null) ? hard : Duration.ZERO, false));
		}
	}

	private static void check(String prefix, NearCache near) {
		Long maximumSize = near.getMaximumSize();
		if (maximumSize != null) {
			require(prefix + ".maximum-size", maximumSize, () -> NearSettings.requireMaximumSize(maximumSize));
		}
		DataSize maximumWeight = near.getMaximumWeight();
		if (maximumWeight != null) {
			require(prefix + ".maximum-weight", maximumWeight,
					() -> NearSettings.requireMaximumWeight(maximumWeight.toBytes()));
		}
		Duration timeToLive = near.getTimeToLive();
		if (timeToLive != null) {
			require(prefix + ".time-to-live", timeToLive, () -> NearSettings.requireTimeToLive(timeToLive));
		}
	}

	private static void require(String property, Object value, Runnable check) {
		try {
			check.run();
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException(property, value, ex.getMessage());
		}
	}

	/**
	 * The name as the source of the property has it, so that Boot finds where it comes
	 * from.
	 */
	private static String property(String cache) {
		return "tagged-cache.caches" + (PLAIN.matcher(cache).matches() ? "." + cache : "[" + cache + "]");
	}

}
