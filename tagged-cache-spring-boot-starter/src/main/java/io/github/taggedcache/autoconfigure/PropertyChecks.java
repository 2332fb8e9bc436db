package io.github.taggedcache.autoconfigure;

import java.time.Duration;
import java.util.regex.Pattern;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.region.RegionSettings;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * Checks the properties, so that a wrong one fails the start by its name.
 */
final class PropertyChecks {

	private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

	private PropertyChecks() {
	}

	static void check(TaggedCacheProperties properties) {
		if (properties.getLog().getMaxLength() < 1) {
			throw new InvalidConfigurationPropertyValueException("tagged-cache.log.max-length",
					properties.getLog().getMaxLength(), "The log must keep at least one invalidation.");
		}
		check("tagged-cache.defaults", properties.getDefaults());
		properties.getCaches().forEach((name, region) -> {
			require("tagged-cache.caches", name, () -> EntryKey.of(name, ""));
			check(property(name), region);
		});
	}

	private static void check(String prefix, RegionProperties region) {
		Duration timeToLive = region.getTimeToLive();
		if (timeToLive != null) {
			require(prefix + ".time-to-live", timeToLive, () -> RegionSettings.requireTimeToLive(timeToLive));
		}
		Double jitter = region.getTimeToLiveJitter();
		if (jitter != null) {
			require(prefix + ".time-to-live-jitter", jitter, () -> RegionSettings.requireJitter(jitter));
		}
		DataSize threshold = region.getCompression().getThreshold();
		if (threshold != null && (threshold.isNegative() || threshold.toBytes() > Integer.MAX_VALUE)) {
			throw new InvalidConfigurationPropertyValueException(prefix + ".compression.threshold", threshold,
					"It must be between 0B and 2GB.");
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
