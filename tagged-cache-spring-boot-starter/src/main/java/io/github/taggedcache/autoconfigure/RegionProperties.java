package io.github.taggedcache.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.github.taggedcache.NearCacheCopy;
import io.github.taggedcache.WriteMode;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * How one cache, or all of them, keep their entries. What is not set here is as the
 * defaults say.
 */
public class RegionProperties {

	/**
	 * How long an entry is kept. Zero means no expiry.
	 */
	private @Nullable Duration timeToLive;

	/**
	 * Share of the time to live by which an entry may expire earlier, at random, so that
	 * entries made together do not expire together.
	 */
	private @Nullable Double timeToLiveJitter;

	/**
	 * Whether null is cached like other values.
	 */
	private @Nullable Boolean cacheNullValues;

	/**
	 * How long a caller waits at most for loads that other callers began, and for a write
	 * of its key that goes on. Then it loads by itself. Zero means no limit.
	 */
	private @Nullable Duration joinTimeout;

	/**
	 * Version of the values. Entries of another version are not seen; evicts and
	 * invalidations concern all versions. To be raised with a release whose methods give
	 * other values.
	 */
	private @Nullable String version;

	/**
	 * Whether what an annotated method returned carries a tag that names the method, for
	 * TaggedCacheManager.invalidateMethod.
	 */
	private @Nullable Boolean methodTags;

	/**
	 * Whether callers wait until the store has what a method returned. Where consistency
	 * is strict, they do unless this says otherwise.
	 */
	private @Nullable WriteMode write;

	/**
	 * How long a value is served past its time to live, or after it was invalidated
	 * softly, while one caller of all nodes loads it again in the background. Zero means
	 * not at all.
	 */
	private @Nullable Duration staleWhileRevalidate;

	/**
	 * How long a value is served past its time to live, or after it was invalidated
	 * softly, where its load fails. Zero means not at all.
	 */
	private @Nullable Duration staleIfError;

	/**
	 * How long a node does not load a key again after its load failed, if there is a
	 * stale value to serve.
	 */
	private @Nullable Duration staleIfErrorPause;

	/**
	 * Share of its time to live after which a hit has the value loaded again in the
	 * background. Zero means never.
	 */
	private @Nullable Double refreshAhead;

	/**
	 * Most loads that run at a time on a node, of methods with sync = true and of calls
	 * with a loader. Others wait, for the join timeout at most. Zero means no limit.
	 */
	private @Nullable Integer maxConcurrentLoads;

	private final LoadLock loadLock = new LoadLock();

	private final LoadErrors loadErrors = new LoadErrors();

	private final LoadTimeout loadTimeout = new LoadTimeout();

	private final NearCache nearCache = new NearCache();

	private final Compression compression = new Compression();

	private final Audit audit = new Audit();

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

	public @Nullable Duration getJoinTimeout() {
		return this.joinTimeout;
	}

	public void setJoinTimeout(@Nullable Duration joinTimeout) {
		this.joinTimeout = joinTimeout;
	}

	public @Nullable String getVersion() {
		return this.version;
	}

	public void setVersion(@Nullable String version) {
		this.version = version;
	}

	public @Nullable Boolean getMethodTags() {
		return this.methodTags;
	}

	public void setMethodTags(@Nullable Boolean methodTags) {
		this.methodTags = methodTags;
	}

	public @Nullable WriteMode getWrite() {
		return this.write;
	}

	public void setWrite(@Nullable WriteMode write) {
		this.write = write;
	}

	public @Nullable Duration getStaleWhileRevalidate() {
		return this.staleWhileRevalidate;
	}

	public void setStaleWhileRevalidate(@Nullable Duration staleWhileRevalidate) {
		this.staleWhileRevalidate = staleWhileRevalidate;
	}

	public @Nullable Duration getStaleIfError() {
		return this.staleIfError;
	}

	public void setStaleIfError(@Nullable Duration staleIfError) {
		this.staleIfError = staleIfError;
	}

	public @Nullable Duration getStaleIfErrorPause() {
		return this.staleIfErrorPause;
	}

	public void setStaleIfErrorPause(@Nullable Duration staleIfErrorPause) {
		this.staleIfErrorPause = staleIfErrorPause;
	}

	public @Nullable Double getRefreshAhead() {
		return this.refreshAhead;
	}

	public void setRefreshAhead(@Nullable Double refreshAhead) {
		this.refreshAhead = refreshAhead;
	}

	public @Nullable Integer getMaxConcurrentLoads() {
		return this.maxConcurrentLoads;
	}

	public void setMaxConcurrentLoads(@Nullable Integer maxConcurrentLoads) {
		this.maxConcurrentLoads = maxConcurrentLoads;
	}

	public LoadLock getLoadLock() {
		return this.loadLock;
	}

	public LoadErrors getLoadErrors() {
		return this.loadErrors;
	}

	public LoadTimeout getLoadTimeout() {
		return this.loadTimeout;
	}

	public NearCache getNearCache() {
		return this.nearCache;
	}

	public Compression getCompression() {
		return this.compression;
	}

	public Audit getAudit() {
		return this.audit;
	}

	/**
	 * One load at a time in the cluster.
	 */
	public static class LoadLock {

		/**
		 * Whether only one node at a time loads a value, for methods with sync = true and
		 * calls with a loader.
		 */
		private @Nullable Boolean enabled;

		/**
		 * How long other nodes leave a load alone whose node has died.
		 */
		private @Nullable Duration lease;

		/**
		 * How long a caller waits at most for a load of another node. Then it loads by
		 * itself. Zero means not at all.
		 */
		private @Nullable Duration wait;

		public @Nullable Boolean getEnabled() {
			return this.enabled;
		}

		public void setEnabled(@Nullable Boolean enabled) {
			this.enabled = enabled;
		}

		public @Nullable Duration getLease() {
			return this.lease;
		}

		public void setLease(@Nullable Duration lease) {
			this.lease = lease;
		}

		public @Nullable Duration getWait() {
			return this.wait;
		}

		public void setWait(@Nullable Duration wait) {
			this.wait = wait;
		}

	}

	/**
	 * Exceptions of cached methods.
	 */
	public static class LoadErrors {

		/**
		 * Exceptions, with their subclasses, that are answers of a method and no failure:
		 * callers get them, whatever stale value there is.
		 */
		private @Nullable List<Class<? extends Throwable>> ignore;

		public @Nullable List<Class<? extends Throwable>> getIgnore() {
			return this.ignore;
		}

		public void setIgnore(@Nullable List<Class<? extends Throwable>> ignore) {
			this.ignore = ignore;
		}

	}

	/**
	 * How long callers wait for a load. It goes on without them, and is stored.
	 */
	public static class LoadTimeout {

		/**
		 * After which time a caller is served a stale value, if there is one. Zero means
		 * never.
		 */
		private @Nullable Duration soft;

		/**
		 * After which time a caller gets an exception. Zero means never.
		 */
		private @Nullable Duration hard;

		/**
		 * Whether methods that block have limits as well, for which they run on another
		 * thread than that of the caller. Only with sync = true.
		 */
		private @Nullable Boolean onExecutor;

		public @Nullable Duration getSoft() {
			return this.soft;
		}

		public void setSoft(@Nullable Duration soft) {
			this.soft = soft;
		}

		public @Nullable Duration getHard() {
			return this.hard;
		}

		public void setHard(@Nullable Duration hard) {
			this.hard = hard;
		}

		public @Nullable Boolean getOnExecutor() {
			return this.onExecutor;
		}

		public void setOnExecutor(@Nullable Boolean onExecutor) {
			this.onExecutor = onExecutor;
		}

	}

	/**
	 * Entries in the memory of the node.
	 */
	public static class NearCache {

		/**
		 * Whether entries are kept in the memory of the node as well.
		 */
		private @Nullable Boolean enabled;

		/**
		 * Most entries there.
		 */
		private @Nullable Long maximumSize;

		/**
		 * Most memory of the entries there, by their encoded size. Zero means no bound
		 * but their number.
		 */
		private @Nullable DataSize maximumWeight;

		/**
		 * How long an entry is kept there at most. It is never kept longer than in the
		 * store.
		 */
		private @Nullable Duration timeToLive;

		/**
		 * Whether callers get copies of the values there: where a caller could change the
		 * value, always, or never.
		 */
		private @Nullable NearCacheCopy copy;

		public @Nullable Boolean getEnabled() {
			return this.enabled;
		}

		public void setEnabled(@Nullable Boolean enabled) {
			this.enabled = enabled;
		}

		public @Nullable Long getMaximumSize() {
			return this.maximumSize;
		}

		public void setMaximumSize(@Nullable Long maximumSize) {
			this.maximumSize = maximumSize;
		}

		public @Nullable DataSize getMaximumWeight() {
			return this.maximumWeight;
		}

		public void setMaximumWeight(@Nullable DataSize maximumWeight) {
			this.maximumWeight = maximumWeight;
		}

		public @Nullable Duration getTimeToLive() {
			return this.timeToLive;
		}

		public void setTimeToLive(@Nullable Duration timeToLive) {
			this.timeToLive = timeToLive;
		}

		public @Nullable NearCacheCopy getCopy() {
			return this.copy;
		}

		public void setCopy(@Nullable NearCacheCopy copy) {
			this.copy = copy;
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

	/**
	 * Calls that are made once more in the background, to find stale entries.
	 */
	public static class Audit {

		/**
		 * Share of the hits whose method is called once more in the background and
		 * compared, from 0 (none) to 1 (all). Only for methods without side effects.
		 */
		private @Nullable Double sample;

		public @Nullable Double getSample() {
			return this.sample;
		}

		public void setSample(@Nullable Double sample) {
			this.sample = sample;
		}

	}

}
