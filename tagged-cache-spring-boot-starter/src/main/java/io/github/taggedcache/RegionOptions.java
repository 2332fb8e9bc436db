package io.github.taggedcache;

import java.lang.reflect.Type;
import java.time.Duration;

import io.github.taggedcache.core.region.RegionSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.util.unit.DataSize;

/**
 * How a region keeps its entries. The values are checked when the region is made.
 */
public final class RegionOptions {

	private Duration timeToLive;

	private double timeToLiveJitter;

	private boolean cacheNullValues;

	private @Nullable DataSize compressionThreshold;

	private @Nullable Type type;

	private Duration joinTimeout = RegionSettings.JOIN_TIMEOUT;

	private WriteMode write = WriteMode.BEHIND;

	private boolean nearCache = true;

	private long nearCacheMaximumSize = 10_000;

	private DataSize nearCacheMaximumWeight = DataSize.ofBytes(0);

	private @Nullable Duration nearCacheTimeToLive;

	private NearCacheCopy nearCacheCopy = NearCacheCopy.AUTO;

	/**
	 * Creates options.
	 * @param timeToLive how long an entry is kept; zero means no expiry
	 * @param timeToLiveJitter share of the time to live by which an entry may expire
	 * earlier, from 0 up to but not including 1
	 * @param cacheNullValues whether null is cached
	 * @param compressionThreshold smallest payload that is compressed; null means none is
	 */
	public RegionOptions(Duration timeToLive, double timeToLiveJitter, boolean cacheNullValues,
			@Nullable DataSize compressionThreshold) {
		this.timeToLive = timeToLive;
		this.timeToLiveJitter = timeToLiveJitter;
		this.cacheNullValues = cacheNullValues;
		this.compressionThreshold = compressionThreshold;
	}

	/**
	 * Sets how long an entry is kept.
	 * @param timeToLive the time to live; zero means no expiry
	 * @return these options
	 */
	public RegionOptions timeToLive(Duration timeToLive) {
		this.timeToLive = timeToLive;
		return this;
	}

	/**
	 * Sets how much earlier entries may expire, at random.
	 * @param share share of the time to live, from 0 up to but not including 1
	 * @return these options
	 */
	public RegionOptions timeToLiveJitter(double share) {
		this.timeToLiveJitter = share;
		return this;
	}

	/**
	 * Sets whether null is a value like others.
	 * @param cacheNullValues whether it is cached
	 * @return these options
	 */
	public RegionOptions cacheNullValues(boolean cacheNullValues) {
		this.cacheNullValues = cacheNullValues;
		return this;
	}

	/**
	 * Sets from which size on payloads are compressed.
	 * @param threshold smallest payload that is compressed; null means none is
	 * @return these options
	 */
	public RegionOptions compressionThreshold(@Nullable DataSize threshold) {
		this.compressionThreshold = threshold;
		return this;
	}

	/**
	 * Declares the type of the region's values for access outside annotated methods.
	 * @param type the type
	 * @return these options
	 */
	public RegionOptions type(Class<?> type) {
		this.type = type;
		return this;
	}

	/**
	 * Declares the generic type of the region's values for access outside annotated
	 * methods.
	 * @param type the type
	 * @return these options
	 */
	public RegionOptions type(ParameterizedTypeReference<?> type) {
		this.type = type.getType();
		return this;
	}

	/**
	 * Sets how long a caller waits at most for loads that other callers of the node
	 * began, and for a write of its key by a method with a future or publisher. Then it
	 * goes on by itself.
	 * @param joinTimeout the time for all such loads of one call together, and for a
	 * write; zero means no limit
	 * @return these options
	 */
	public RegionOptions joinTimeout(Duration joinTimeout) {
		this.joinTimeout = joinTimeout;
		return this;
	}

	/**
	 * Sets whether callers wait until the store has what a method returned.
	 * @param mode whether they do
	 * @return these options
	 */
	public RegionOptions write(WriteMode mode) {
		this.write = mode;
		return this;
	}

	/**
	 * Sets whether entries are kept in the memory of the node as well.
	 * @param enabled whether they are
	 * @return these options
	 */
	public RegionOptions nearCache(boolean enabled) {
		this.nearCache = enabled;
		return this;
	}

	/**
	 * Sets how many entries are kept in the memory of the node.
	 * @param maximumSize most entries
	 * @return these options
	 */
	public RegionOptions nearCacheMaximumSize(long maximumSize) {
		this.nearCacheMaximumSize = maximumSize;
		return this;
	}

	/**
	 * Sets how much memory the entries there may take, by their encoded size.
	 * @param maximumWeight most bytes; zero means no bound but their number
	 * @return these options
	 */
	public RegionOptions nearCacheMaximumWeight(DataSize maximumWeight) {
		this.nearCacheMaximumWeight = maximumWeight;
		return this;
	}

	/**
	 * Sets how long an entry is kept there at most.
	 * @param timeToLive the time to live; null means as in the store
	 * @return these options
	 */
	public RegionOptions nearCacheTimeToLive(@Nullable Duration timeToLive) {
		this.nearCacheTimeToLive = timeToLive;
		return this;
	}

	/**
	 * Sets whether callers get copies of the values there.
	 * @param copy whether they do
	 * @return these options
	 */
	public RegionOptions nearCacheCopy(NearCacheCopy copy) {
		this.nearCacheCopy = copy;
		return this;
	}

	public Duration getJoinTimeout() {
		return this.joinTimeout;
	}

	public WriteMode getWrite() {
		return this.write;
	}

	public boolean isNearCache() {
		return this.nearCache;
	}

	public long getNearCacheMaximumSize() {
		return this.nearCacheMaximumSize;
	}

	public DataSize getNearCacheMaximumWeight() {
		return this.nearCacheMaximumWeight;
	}

	public @Nullable Duration getNearCacheTimeToLive() {
		return this.nearCacheTimeToLive;
	}

	public NearCacheCopy getNearCacheCopy() {
		return this.nearCacheCopy;
	}

	public Duration getTimeToLive() {
		return this.timeToLive;
	}

	public double getTimeToLiveJitter() {
		return this.timeToLiveJitter;
	}

	public boolean isCacheNullValues() {
		return this.cacheNullValues;
	}

	public @Nullable DataSize getCompressionThreshold() {
		return this.compressionThreshold;
	}

	public @Nullable Type getType() {
		return this.type;
	}

}
