package io.github.taggedcache;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;

import io.github.taggedcache.core.lease.LeaseSettings;
import io.github.taggedcache.core.region.RegionSettings;
import io.github.taggedcache.core.stale.StaleSettings;
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

	private String version = "";

	private boolean methodTags;

	private WriteMode write = WriteMode.BEHIND;

	private boolean loadLock = true;

	private Duration loadLockLease = LeaseSettings.DEFAULT.lease();

	private Duration loadLockWait = LeaseSettings.DEFAULT.longestWait();

	private int maxConcurrentLoads;

	private Duration staleWhileRevalidate = Duration.ZERO;

	private Duration staleIfError = Duration.ZERO;

	private Duration staleIfErrorPause = StaleSettings.IF_ERROR_PAUSE;

	private List<Class<? extends Throwable>> ignoredLoadErrors = List.of();

	private double refreshAhead;

	private Duration softLoadTimeout = Duration.ZERO;

	private Duration hardLoadTimeout = Duration.ZERO;

	private boolean loadsOnExecutor;

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
	 * Sets the version of the values. Entries of another version are not seen; evicts and
	 * invalidations concern all versions.
	 * @param version the version; empty for none
	 * @return these options
	 */
	public RegionOptions version(String version) {
		this.version = version;
		return this;
	}

	/**
	 * Sets whether what an annotated method returned carries a tag that names the method.
	 * @param methodTags whether it does
	 * @return these options
	 * @see TaggedCacheManager#invalidateMethod
	 */
	public RegionOptions methodTags(boolean methodTags) {
		this.methodTags = methodTags;
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
	 * Sets whether only one node at a time loads a value, for methods with
	 * {@code sync = true} and for calls with a loader.
	 * @param enabled whether the others wait for its value
	 * @return these options
	 */
	public RegionOptions loadLock(boolean enabled) {
		this.loadLock = enabled;
		return this;
	}

	/**
	 * Sets how long the other nodes leave a load alone whose node has died.
	 * @param lease the time, from 10 ms to 1 h
	 * @return these options
	 */
	public RegionOptions loadLockLease(Duration lease) {
		this.loadLockLease = lease;
		return this;
	}

	/**
	 * Sets how long a caller waits at most for a load of another node. Then it loads by
	 * itself.
	 * @param wait the time, up to 1 h; zero means not at all
	 * @return these options
	 */
	public RegionOptions loadLockWait(Duration wait) {
		this.loadLockWait = wait;
		return this;
	}

	/**
	 * Sets how many loads run at a time on a node, of methods with {@code sync = true}
	 * and of calls with a loader. Others wait, for the join timeout at most.
	 * @param maximum most loads; zero means no limit
	 * @return these options
	 */
	public RegionOptions maxConcurrentLoads(int maximum) {
		this.maxConcurrentLoads = maximum;
		return this;
	}

	/**
	 * Sets how long a stale value is served while one caller loads it again in the
	 * background.
	 * @param time how long after its end, or after its soft invalidation; zero means not
	 * at all
	 * @return these options
	 */
	public RegionOptions staleWhileRevalidate(Duration time) {
		this.staleWhileRevalidate = time;
		return this;
	}

	/**
	 * Sets how long a stale value is served where its load fails.
	 * @param time how long after its end, or after its soft invalidation; zero means not
	 * at all
	 * @return these options
	 */
	public RegionOptions staleIfError(Duration time) {
		this.staleIfError = time;
		return this;
	}

	/**
	 * Sets how long a node does not load a key again after its load failed, if there is a
	 * stale value to serve.
	 * @param pause the time; zero means not at all
	 * @return these options
	 */
	public RegionOptions staleIfErrorPause(Duration pause) {
		this.staleIfErrorPause = pause;
		return this;
	}

	/**
	 * Sets which exceptions of loaders are answers: callers get them, whatever stale
	 * value there is.
	 * @param exceptions the exceptions, which include their subclasses
	 * @return these options
	 */
	public RegionOptions ignoredLoadErrors(List<Class<? extends Throwable>> exceptions) {
		this.ignoredLoadErrors = List.copyOf(exceptions);
		return this;
	}

	/**
	 * Sets after which share of its life a hit has an entry loaded again in the
	 * background.
	 * @param share from 0 (never) up to but not including 1
	 * @return these options
	 */
	public RegionOptions refreshAhead(double share) {
		this.refreshAhead = share;
		return this;
	}

	/**
	 * Sets how long callers wait for a load, which goes on without them.
	 * @param soft after which time a caller is served a stale value, if there is one;
	 * zero means never
	 * @param hard after which time a caller gets an exception; zero means never
	 * @return these options
	 */
	public RegionOptions loadTimeout(Duration soft, Duration hard) {
		this.softLoadTimeout = soft;
		this.hardLoadTimeout = hard;
		return this;
	}

	/**
	 * Sets whether loaders of blocking calls run on another thread than that of the
	 * caller, so that the caller can leave them. Only for {@code sync = true} and loaders
	 * that are given to a cache, outside transactions.
	 * @param onExecutor whether they do
	 * @return these options
	 */
	public RegionOptions loadsOnExecutor(boolean onExecutor) {
		this.loadsOnExecutor = onExecutor;
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

	public String getVersion() {
		return this.version;
	}

	public boolean isMethodTags() {
		return this.methodTags;
	}

	public Duration getJoinTimeout() {
		return this.joinTimeout;
	}

	public WriteMode getWrite() {
		return this.write;
	}

	public boolean isLoadLock() {
		return this.loadLock;
	}

	public Duration getLoadLockLease() {
		return this.loadLockLease;
	}

	public Duration getLoadLockWait() {
		return this.loadLockWait;
	}

	public int getMaxConcurrentLoads() {
		return this.maxConcurrentLoads;
	}

	public Duration getStaleWhileRevalidate() {
		return this.staleWhileRevalidate;
	}

	public Duration getStaleIfError() {
		return this.staleIfError;
	}

	public Duration getStaleIfErrorPause() {
		return this.staleIfErrorPause;
	}

	public List<Class<? extends Throwable>> getIgnoredLoadErrors() {
		return this.ignoredLoadErrors;
	}

	public double getRefreshAhead() {
		return this.refreshAhead;
	}

	public Duration getSoftLoadTimeout() {
		return this.softLoadTimeout;
	}

	public Duration getHardLoadTimeout() {
		return this.hardLoadTimeout;
	}

	public boolean isLoadsOnExecutor() {
		return this.loadsOnExecutor;
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
