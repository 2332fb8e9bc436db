package io.github.taggedcache.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;

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

}
