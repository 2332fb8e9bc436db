package io.github.taggedcache.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.unit.DataSize;

/**
 * Properties of tagged caches.
 */
@ConfigurationProperties("tagged-cache")
public class TaggedCacheProperties {

	/**
	 * Whether caches are used. When not, every read is a miss and no store is connected
	 * to.
	 */
	private boolean enabled = true;

	/**
	 * Name that the services which share invalidations have in common. Defaults to the
	 * name of the application.
	 */
	private @Nullable String namespace;

	/**
	 * Where entries and invalidations are kept.
	 */
	private Store store = Store.REDIS;

	/**
	 * Whether caches that are not declared below 'tagged-cache.caches' are made when they
	 * are asked for.
	 */
	private boolean dynamicCaches = true;

	private final Log log = new Log();

	@NestedConfigurationProperty
	private final RegionProperties defaults = new RegionProperties();

	/**
	 * Caches by name, with what differs from the defaults.
	 */
	private final Map<String, RegionProperties> caches = new LinkedHashMap<>();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public @Nullable String getNamespace() {
		return this.namespace;
	}

	public void setNamespace(@Nullable String namespace) {
		this.namespace = namespace;
	}

	public Store getStore() {
		return this.store;
	}

	public void setStore(Store store) {
		this.store = store;
	}

	public boolean isDynamicCaches() {
		return this.dynamicCaches;
	}

	public void setDynamicCaches(boolean dynamicCaches) {
		this.dynamicCaches = dynamicCaches;
	}

	public Log getLog() {
		return this.log;
	}

	public RegionProperties getDefaults() {
		return this.defaults;
	}

	public Map<String, RegionProperties> getCaches() {
		return this.caches;
	}

	/**
	 * Kinds of stores.
	 */
	public enum Store {

		/** Redis, by the connections of Spring Data Redis. */
		REDIS,

		/** The memory of this process. */
		MEMORY

	}

	/**
	 * The invalidation log.
	 */
	public static class Log {

		/**
		 * Number of invalidations that the log keeps, approximately.
		 */
		private int maxLength = 100_000;

		public int getMaxLength() {
			return this.maxLength;
		}

		public void setMaxLength(int maxLength) {
			this.maxLength = maxLength;
		}

	}

	/**
	 * How one cache, or all of them, keep their entries. What is not set here is as the
	 * defaults say.
	 */
	public static class RegionProperties {

		/**
		 * How long an entry is kept. Zero means no expiry.
		 */
		private @Nullable Duration timeToLive;

		/**
		 * Share of the time to live by which an entry may expire earlier, at random, so
		 * that entries made together do not expire together.
		 */
		private @Nullable Double timeToLiveJitter;

		/**
		 * Whether null is cached like other values.
		 */
		private @Nullable Boolean cacheNullValues;

		private final Compression compression = new Compression();

		public @Nullable Duration getTimeToLive() {
			return this.timeToLive;
		}

		public void setTimeToLive(@Nullable Duration timeToLive) {
			this.timeToLive = timeToLive;
		}

		public @Nullable Double getTimeToLiveJitter() {
			return this.timeToLiveJitter;
		}

		public void setTimeToLiveJitter(@Nullable Double timeToLiveJitter) {
			this.timeToLiveJitter = timeToLiveJitter;
		}

		public @Nullable Boolean getCacheNullValues() {
			return this.cacheNullValues;
		}

		public void setCacheNullValues(@Nullable Boolean cacheNullValues) {
			this.cacheNullValues = cacheNullValues;
		}

		public Compression getCompression() {
			return this.compression;
		}

	}

	/**
	 * Compression of payloads.
	 */
	public static class Compression {

		/**
		 * Whether payloads are compressed.
		 */
		private @Nullable Boolean enabled;

		/**
		 * Smallest payload that is compressed.
		 */
		private @Nullable DataSize threshold;

		public @Nullable Boolean getEnabled() {
			return this.enabled;
		}

		public void setEnabled(@Nullable Boolean enabled) {
			this.enabled = enabled;
		}

		public @Nullable DataSize getThreshold() {
			return this.threshold;
		}

		public void setThreshold(@Nullable DataSize threshold) {
			this.threshold = threshold;
		}

	}

}
