package io.github.taggedcache.autoconfigure;

import java.time.Duration;

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
	 * Whether callers wait until the store has what a method returned. Where consistency
	 * is strict, they do unless this says otherwise.
	 */
	private @Nullable WriteMode write;

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

	public @Nullable WriteMode getWrite() {
		return this.write;
	}

	public void setWrite(@Nullable WriteMode write) {
		this.write = write;
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
