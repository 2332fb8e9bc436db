package io.github.taggedcache.cache;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.taggedcache.AuditFinding;
import io.github.taggedcache.Explanation;
import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.load.LoadedValue.HandedOver;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.key.KeyText;
import io.github.taggedcache.tenant.Tenants;
import io.github.taggedcache.transaction.CacheTransactions;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.CacheErrorHandler;

/**
 * A region as a cache of Spring's, for access outside annotated methods. Annotated
 * methods use it by a view of their own for each invocation.
 */
public final class RegionCache implements TaggedCache {

	private final Region region;

	private final RegionTypes types;

	private final RegionAccess access;

	private final RegionTransactions transactions;

	private final Function<EntryKey, @Nullable AuditFinding> findings;

	private final DirectReads reads;

	private final DirectLoads loads;

	private final BatchLoads batches;

	private final DirectPuts puts;

	private final DirectEvictions evictions;

	/**
	 * Creates a cache.
	 * @param region the region
	 * @param keyText makes text of keys
	 * @param errorHandler is told of failures of the store
	 * @param executor runs decoding of asynchronous calls
	 * @param findings what the auditor found out about a key
	 * @param tenants the tenants of the application
	 * @param transactions the transactions of the calling threads
	 */
	public RegionCache(Region region, KeyText keyText, Supplier<CacheErrorHandler> errorHandler, Executor executor,
			Function<EntryKey, @Nullable AuditFinding> findings, Tenants tenants, CacheTransactions transactions) {
		this.region = region;
		this.types = new RegionTypes(region);
		this.access = new RegionAccess(region, keyText, errorHandler, executor, tenants);
		this.transactions = new RegionTransactions(region, transactions);
		this.findings = findings;
		CacheErrors errors = new CacheErrors(this, errorHandler);
		CacheWarnings warnings = new CacheWarnings(region.name());
		this.reads = new DirectReads(this.access, this.types, this.transactions, errors);
		DirectCalls calls = new DirectCalls(this.access, this.types, this.transactions, errors, warnings);
		this.loads = new DirectLoads(this.access, this.transactions, this.reads, calls, errors);
		this.batches = new BatchLoads(this.access, calls, errors);
		this.puts = new DirectPuts(this.access, this.types, this.transactions, errors, warnings);
		this.evictions = new DirectEvictions(this.access, this.transactions, errors);
	}

	@Override
	public String getName() {
		return this.region.name();
	}

	@Override
	public Region getNativeCache() {
		return this.region;
	}

	/**
	 * What the views of annotated methods use the region by.
	 */
	RegionAccess access() {
		return this.access;
	}

	RegionTypes types() {
		return this.types;
	}

	RegionTransactions transactions() {
		return this.transactions;
	}

	/**
	 * Takes note of the type of an annotated method's values. The first one stays.
	 * @param type the type
	 */
	public void recordType(ValueType type) {
		this.types.record(type);
	}

	@Override
	public Explanation explain(Object key) {
		return explainEntry(entryKey(key));
	}

	Explanation explainEntry(EntryKey key) {
		return Explainer.of(this.region.inspect(key, this.types), this.findings.apply(key)).explain();
	}

	/**
	 * The key of an entry of this cache.
	 * @param key the key as callers have it
	 * @return the key
	 * @throws IllegalArgumentException if the key is null, or of a type that keys cannot
	 * have
	 */
	public EntryKey entryKey(Object key) {
		return this.access.ownKey(key);
	}

	@Override
	public @Nullable ValueWrapper get(Object key) {
		return RegionAccess.wrapped(this.reads.read(key));
	}

	@Override
	public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
		if (type != null) {
			return RegionAccess.cast(this.reads.read(key, type));
		}
		ValueWrapper value = get(key);
		return RegionAccess.cast((value != null) ? value.get() : null);
	}

	@Override
	public <T> @Nullable T get(Object key, Callable<T> loader) {
		return get(key, loader, new String[0]);
	}

	@Override
	public <T> @Nullable T get(Object key, Callable<T> loader, String... tags) {
		return this.loads.get(key, loader, tags);
	}

	@Override
	public CompletableFuture<?> retrieve(Object key) {
		return this.reads.retrieve(key);
	}

	@Override
	public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> loader) {
		return this.loads.retrieve(key, loader);
	}

	@Override
	public <K> Map<K, @Nullable Object> getAll(Iterable<? extends K> keys) {
		return this.reads.readAll(ManyKeys.of(keys, this::entryKey));
	}

	@Override
	public <K, V extends @Nullable Object> Map<K, V> getAll(Iterable<? extends K> keys,
			Function<? super List<K>, ? extends Map<? extends K, ? extends V>> loader,
			BiFunction<? super K, ? super V, ? extends Collection<String>> tags) {
		ManyKeys<K> wanted = ManyKeys.of(keys, this::entryKey);
		try {
			return wanted.values(getAll(wanted.distinct(), new DirectBatch<>(this, this.types, loader, tags)));
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			// A loader in another language may throw what a function in Java may not
			throw new UndeclaredThrowableException(ex);
		}
	}

	/**
	 * Reads the values of many keys, or makes those that are missing by one run of a
	 * loader on this thread. If the store does not answer, the loader makes all of them.
	 * @param <K> what the caller takes for keys
	 * @param keys the keys of the entries, each with the caller's key
	 * @param batch the call
	 * @return the values by key; a key without a value has none
	 * @throws Exception what the loader throws, if no stale values may stand in
	 */
	public <K> Map<EntryKey, HandedOver> getAll(Map<EntryKey, K> keys, BatchCall<K> batch) throws Exception {
		return this.batches.getAll(keys, batch);
	}

	@Override
	public void put(Object key, @Nullable Object value) {
		put(key, value, new String[0]);
	}

	/**
	 * Puts a value. An exception, which JSR-107's {@code @CacheResult} puts into its
	 * exception cache, cannot be stored: it is not, and what was there is evicted.
	 */
	@Override
	public void put(Object key, @Nullable Object value, String... tags) {
		this.puts.put(key, value, tags);
	}

	@Override
	public void putAll(Map<?, ? extends @Nullable Object> entries, String... tags) {
		this.puts.putAll(entries, tags);
	}

	/**
	 * Puts a value unless there is one. No key event of another caller comes in between;
	 * a load that ends meanwhile may. Three round trips, or those of a read that asks the
	 * store where there is a value.
	 * <p>
	 * In a transaction the value is put after the commit, as that of {@link #put}.
	 */
	@Override
	public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
		return this.puts.putIfAbsent(key, value);
	}

	@Override
	public void evict(Object key) {
		this.evictions.evict(key);
	}

	/**
	 * Evicts a key. One round trip; visible to other nodes as
	 * {@link io.github.taggedcache.TaggedCacheManager invalidations} are.
	 * <p>
	 * In a transaction it happens now, and again after the commit.
	 * @return whether the store held an entry, valid or not
	 */
	@Override
	public boolean evictIfPresent(Object key) {
		return this.evictions.evictIfPresent(key);
	}

	/**
	 * Evicts entries; in a transaction at its commit. One round trip for all of them.
	 * @param keys the keys of the entries, each once
	 */
	public void evictEntries(List<EntryKey> keys) {
		this.evictions.evictAll(keys);
	}

	/**
	 * Invalidates all entries of the region. One round trip, whatever their number;
	 * visible to other nodes as {@link io.github.taggedcache.TaggedCacheManager
	 * invalidations} are.
	 */
	@Override
	public void clear() {
		this.evictions.clear();
	}

	/**
	 * Does the same as {@link #clear()}. In a transaction it happens now, and again after
	 * the commit.
	 * @return false: whether there were entries is not known
	 */
	@Override
	public boolean invalidate() {
		this.evictions.invalidate();
		return false;
	}

}
