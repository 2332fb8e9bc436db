package io.github.taggedcache.autoconfigure;

import java.time.Duration;
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
	 * Whether the manager of tagged caches stands beside another one, which stays the
	 * application's default. Cached methods choose it by its name, 'taggedCacheManager'.
	 */
	private boolean secondary;

	/**
	 * Name that the services which share invalidations have in common. Defaults to the
	 * name of the application; one of the two is required where the store is Redis.
	 */
	private @Nullable String namespace;

	/**
	 * Where entries and invalidations are kept.
	 */
	private Store store = Store.REDIS;

	/**
	 * How long one command to Redis may take, with its retries. If the connection's own
	 * timeout is shorter, that one counts.
	 */
	private Duration commandTimeout = Duration.ofSeconds(2);

	/**
	 * How reads are judged: by what the node knows of the invalidations while that is
	 * proven to be up to date, or always by the store.
	 */
	private Consistency consistency = Consistency.BOUNDED;

	/**
	 * How long after an invalidation on another node, at most, a read may still begin
	 * that gets an older value, whatever happens to the network.
	 */
	private Duration maxStaleness = Duration.ofSeconds(1);

	/**
	 * Whether caches that are not declared below 'tagged-cache.caches' are made when they
	 * are asked for.
	 */
	private boolean dynamicCaches = true;

	/**
	 * Whether invalidations, evictions and puts inside a transaction wait for its commit,
	 * and what is loaded inside a transaction is stored after it.
	 */
	private boolean transactionAware = true;

	/**
	 * What becomes of a value that cannot be stored, because it would not come back from
	 * its bytes as what it is.
	 */
	private OnUnstorableValue onUnstorableValue = OnUnstorableValue.LOG;

	private final Log log = new Log();

	private final Events events = new Events();

	@NestedConfigurationProperty
	private final OutageProperties outage = new OutageProperties();

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

	public boolean isSecondary() {
		return this.secondary;
	}

	public void setSecondary(boolean secondary) {
		this.secondary = secondary;
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

	public Duration getCommandTimeout() {
		return this.commandTimeout;
	}

	public void setCommandTimeout(Duration commandTimeout) {
		this.commandTimeout = commandTimeout;
	}

	public Consistency getConsistency() {
		return this.consistency;
	}

	public void setConsistency(Consistency consistency) {
		this.consistency = consistency;
	}

	public Duration getMaxStaleness() {
		return this.maxStaleness;
	}

	public void setMaxStaleness(Duration maxStaleness) {
		this.maxStaleness = maxStaleness;
	}

	public boolean isDynamicCaches() {
		return this.dynamicCaches;
	}

	public void setDynamicCaches(boolean dynamicCaches) {
		this.dynamicCaches = dynamicCaches;
	}

	public boolean isTransactionAware() {
		return this.transactionAware;
	}

	public void setTransactionAware(boolean transactionAware) {
		this.transactionAware = transactionAware;
	}

	public OnUnstorableValue getOnUnstorableValue() {
		return this.onUnstorableValue;
	}

	public void setOnUnstorableValue(OnUnstorableValue onUnstorableValue) {
		this.onUnstorableValue = onUnstorableValue;
	}

	public Log getLog() {
		return this.log;
	}

	public Events getEvents() {
		return this.events;
	}

	public OutageProperties getOutage() {
		return this.outage;
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
	 * Ways to judge reads.
	 */
	public enum Consistency {

		/**
		 * By what the node knows of the invalidations, which lags behind by a few
		 * milliseconds, and never by more than max-staleness.
		 */
		BOUNDED,

		/**
		 * By the store, in one round trip at least. What was invalidated before a read
		 * began is never served. The node follows the invalidations as well, to be exact
		 * about keys and to notice a store that lost some, but judges no read by them.
		 */
		STRICT

	}

	/**
	 * What becomes of values that cannot be stored.
	 */
	public enum OnUnstorableValue {

		/**
		 * The caller gets the value, which is not cached, and an error is logged once for
		 * each method and kind of problem.
		 */
		LOG,

		/** The caller gets an exception that says what to do. */
		FAIL

	}

	/**
	 * Events for listeners.
	 */
	public static class Events {

		/**
		 * Whether cache events are published as events of the application as well.
		 */
		private boolean publish;

		/**
		 * Number of calls of listeners that wait for their thread at most. What does not
		 * fit is dropped and counted.
		 */
		private int queueCapacity = 10_000;

		public boolean isPublish() {
			return this.publish;
		}

		public void setPublish(boolean publish) {
			this.publish = publish;
		}

		public int getQueueCapacity() {
			return this.queueCapacity;
		}

		public void setQueueCapacity(int queueCapacity) {
			this.queueCapacity = queueCapacity;
		}

	}

	/**
	 * The invalidation log.
	 */
	public static class Log {

		/**
		 * Number of invalidations that the log keeps, approximately, and that a node
		 * knows at most.
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
