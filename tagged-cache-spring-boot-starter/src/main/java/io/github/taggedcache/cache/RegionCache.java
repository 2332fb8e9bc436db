package io.github.taggedcache.cache;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.taggedcache.AuditFinding;
import io.github.taggedcache.Explanation;
import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.cache.RegionAccess.Reader;
import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.judge.LiteralTags;
import io.github.taggedcache.core.load.BatchLoader.Loaded;
import io.github.taggedcache.core.load.Dependencies;
import io.github.taggedcache.core.load.LoadCall;
import io.github.taggedcache.core.load.LoadFailedException;
import io.github.taggedcache.core.load.LoadScope;
import io.github.taggedcache.core.load.LoadedValue.HandedOver;
import io.github.taggedcache.core.load.Reload;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.region.Hit;
import io.github.taggedcache.core.region.Lookup;
import io.github.taggedcache.core.region.NewEntry;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.key.KeyText;
import io.github.taggedcache.tenant.Tenant;
import io.github.taggedcache.tenant.Tenants;
import io.github.taggedcache.transaction.CacheTransaction;
import io.github.taggedcache.transaction.CacheTransactions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.support.SimpleValueWrapper;

/**
 * A region as a cache of Spring's, for access outside annotated methods. Annotated
 * methods use it by a view of their own for each invocation.
 */
public final class RegionCache implements TaggedCache {

	/**
	 * How often {@link #putIfAbsent} looks again after somebody's key event in the same
	 * bucket came in between.
	 */
	private static final int ATTEMPTS = 10;

	private static final String LOADER = "The loader";

	private static final Logger logger = LoggerFactory.getLogger(RegionCache.class);

	private final AtomicBoolean exceptionReported = new AtomicBoolean();

	private final AtomicBoolean tooMuchReported = new AtomicBoolean();

	private final Region region;

	private final RegionTypes types;

	private final RegionAccess access;

	private final Function<EntryKey, @Nullable AuditFinding> findings;

	private final CacheTransactions transactions;

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
		this.findings = findings;
		this.transactions = transactions;
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

	/**
	 * Takes note of the type of an annotated method's values. The first one stays.
	 * @param type the type
	 */
	public void recordType(ValueType type) {
		this.types.record(type);
	}

	@Override
	public Explanation explain(Object key) {
		return explainEntry(key(key));
	}

	Explanation explainEntry(EntryKey key) {
		return Explainer.of(this.region.inspect(key, this.types), this.findings.apply(key)).explain();
	}

	private EntryKey key(Object key) {
		return key(this.access.tenant(), key);
	}

	private EntryKey key(Tenant tenant, Object key) {
		return this.access.key(tenant.key(key));
	}

	private CacheErrorHandler errorHandler() {
		return this.access.errorHandler();
	}

	@Override
	public @Nullable ValueWrapper get(Object key) {
		Hit hit = read(key, this.types);
		return (hit != null) ? new SimpleValueWrapper(hit.value()) : null;
	}

	@Override
	public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
		ValueTypes wanted = (type != null) ? this.types.or(type) : this.types;
		Hit hit = read(key, wanted);
		if (hit == null && !wanted.form().equals(this.types.form())) {
			// A value of a simple type lies under another key of the store
			hit = read(key, this.types);
		}
		Object value = (hit != null) ? hit.value() : null;
		if (value != null && type != null && !type.isInstance(value)) {
			throw new IllegalStateException("A value in region '" + getName() + "' is not of the required " + type
					+ " but of " + value.getClass());
		}
		return RegionAccess.cast(value);
	}

	private @Nullable Hit read(Object key, ValueTypes wanted) {
		Tenant tenant = this.access.tenant();
		CacheTransaction transaction = dirtyTransaction();
		if (isOld(transaction, key, List.of())) {
			return null;
		}
		Hit near = usable(transaction, key, this.access.readNear(tenant.key(key), wanted, LiteralTags.NONE));
		if (near != null) {
			return near;
		}
		EntryKey entryKey = key(tenant, key);
		try {
			return usable(transaction, key, this.access.read(entryKey, wanted, LiteralTags.NONE, Reader.PLAIN));
		}
		catch (StoreException ex) {
			errorHandler().handleCacheGetError(ex, this, key);
			return null;
		}
	}

	/**
	 * The transaction of this thread, if it has made anything old.
	 */
	private @Nullable CacheTransaction dirtyTransaction() {
		return this.transactions.isDirty() ? this.transactions.current() : null;
	}

	private boolean isOld(@Nullable CacheTransaction transaction, Object key, List<String> tags) {
		return transaction != null && transaction.isDirty(key(key), tags);
	}

	/**
	 * What was found, if the transaction has not made it old.
	 */
	private @Nullable Hit usable(@Nullable CacheTransaction transaction, Object key, @Nullable Hit found) {
		return (found != null && isOld(transaction, key, found.tags())) ? null : found;
	}

	@Override
	public <T> @Nullable T get(Object key, Callable<T> loader) {
		return get(key, loader, new String[0]);
	}

	@Override
	public <T> @Nullable T get(Object key, Callable<T> loader, String... tags) {
		Tenant tenant = this.access.tenant();
		DeclaredTags declared = declared(tenant, tags);
		CacheTransaction transaction = dirtyTransaction();
		if (isOld(transaction, key, List.copyOf(declared.callTags()))) {
			return loadUncached(key, loader, call(tenant, key, new LateFailure(), declared, () -> null));
		}
		Hit near = usable(transaction, key, this.access.readNear(tenant.key(key), this.types, declared));
		if (near != null) {
			return RegionAccess.cast(near.value());
		}
		LateFailure lateFailure = new LateFailure();
		Callable<T> ofTenant = this.access.forTenant(tenant, loader);
		CacheCall call = call(tenant, key, lateFailure, declared, () -> DirectReloads.blocking(this.region,
				(replaced) -> call(tenant, key, declared, replaced), ofTenant));
		try {
			return RegionAccess.cast(this.region.get(call, this.access.inContext(ofTenant)));
		}
		catch (LoadFailedException ex) {
			throw new ValueRetrievalException(key, loader, ex.thrown());
		}
		catch (StoreException ex) {
			if (lateFailure.is(ex)) {
				throw ex;
			}
			errorHandler().handleCacheGetError(ex, this, key);
			return loadUncached(key, loader, call);
		}
	}

	private static <T> @Nullable T loadUncached(Object key, Callable<T> loader, CacheCall call) {
		try {
			T value = call.scope().run(loader::call);
			handOverUncached(call, value);
			return value;
		}
		catch (Exception ex) {
			throw new ValueRetrievalException(key, loader, ex);
		}
	}

	private void reportTooMuch() {
		if (!this.tooMuchReported.getAndSet(true)) {
			logger.warn(
					"A loader of the cache '{}' makes its value from cached ones with more than {} tags and keys together."
							+ " The value is not cached. Load less at a time",
					getName(), Dependencies.MAX_NAMES);
		}
	}

	private static DeclaredTags declared(Tenant tenant, String... tags) {
		if (tags.length == 0) {
			return LiteralTags.NONE;
		}
		return (!tenant.equals(Tenant.NONE)) ? new TagsOfTenant(tenant, new LiteralTags(tags)) : new LiteralTags(tags);
	}

	private CacheCall call(Tenant tenant, Object key, LateFailure lateFailure, DeclaredTags declared,
			Supplier<@Nullable Reload> reload) {
		CacheTransaction transaction = this.transactions.current();
		long token = (transaction != null) ? transaction.token() : LoadCall.NO_TOKEN;
		return new CacheCall(key(tenant, key), this.types, declared, token, !RegionAccess.isInTransaction(),
				new LoadScope(true, tenant::tag),
				(ex, value) -> lateFailure.throwBy(() -> errorHandler().handleCachePutError(ex, this, key, value)),
				reload, LoadCall.NOTHING, () -> LOADER, LoadScope.collector(), this::reportTooMuch, transaction);
	}

	/**
	 * A call in the background that replaces an entry.
	 */
	private CacheCall call(Tenant tenant, Object key, DeclaredTags declared, long replaced) {
		return new CacheCall(key(tenant, key), this.types, declared, LoadCall.NO_TOKEN, true,
				new LoadScope(true, tenant::tag),
				(ex, value) -> errorHandler().handleCachePutError(ex, this, key, value), () -> null, replaced,
				() -> LOADER, null, this::reportTooMuch, null);
	}

	private static List<String> requireTags(Tenant tenant, String... tags) {
		Set<String> names = new LinkedHashSet<>();
		for (String tag : tags) {
			names.add(tenant.tag(TagName.require(tag)));
		}
		return List.copyOf(names);
	}

	@Override
	public CompletableFuture<?> retrieve(Object key) {
		Tenant tenant = this.access.tenant();
		CacheTransaction transaction = dirtyTransaction();
		if (isOld(transaction, key, List.of())) {
			return CompletableFuture.completedFuture(null);
		}
		Hit near = usable(transaction, key, this.access.readNear(tenant.key(key), this.types, LiteralTags.NONE));
		if (near != null) {
			return CompletableFuture.completedFuture(new SimpleValueWrapper(near.value()));
		}
		EntryKey entryKey = key(tenant, key);
		return this.access.retrieve(entryKey, this.types, LiteralTags.NONE, Reader.PLAIN, (hit) -> RegionAccess
			.wrapped((hit != null && transaction != null && transaction.isDirty(entryKey, hit.tags())) ? null : hit));
	}

	@Override
	public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> loader) {
		Tenant tenant = this.access.tenant();
		CacheTransaction transaction = dirtyTransaction();
		if (isOld(transaction, key, List.of())) {
			return retrieveUncached(loader, call(tenant, key, new LateFailure(), LiteralTags.NONE, () -> null));
		}
		Hit near = usable(transaction, key, this.access.readNear(tenant.key(key), this.types, LiteralTags.NONE));
		if (near != null) {
			return CompletableFuture.completedFuture(RegionAccess.cast(near.value()));
		}
		Supplier<CompletableFuture<T>> ofTenant = this.access.forTenantLater(tenant, loader);
		CacheCall call = call(tenant, key, new LateFailure(), LiteralTags.NONE, () -> DirectReloads.async(this.region,
				(replaced) -> call(tenant, key, LiteralTags.NONE, replaced), ofTenant));
		return RegionAccess.cast(this.region.retrieve(call, ofTenant));
	}

	private static <T> CompletableFuture<T> retrieveUncached(Supplier<CompletableFuture<T>> loader, CacheCall call) {
		CompletableFuture<T> loaded;
		try {
			loaded = call.scope().run(loader::get);
		}
		catch (Exception ex) {
			return CompletableFuture.failedFuture(ex);
		}
		return loaded.thenApply((value) -> {
			handOverUncached(call, value);
			return value;
		});
	}

	private static void handOverUncached(CacheCall call, @Nullable Object value) {
		Dependencies collector = call.collector();
		if (collector != null) {
			collector.add(call.scope().inherited());
			collector.add(call.key(), call.tags(value), Long.MAX_VALUE);
		}
	}

	@Override
	public <K> Map<K, @Nullable Object> getAll(Iterable<? extends K> keys) {
		ManyKeys<K> wanted = ManyKeys.of(keys, this::key);
		Map<EntryKey, HandedOver> found = new HashMap<>();
		CacheTransaction transaction = dirtyTransaction();
		if (wanted.isEmpty()) {
			return wanted.values(found);
		}
		try {
			for (Lookup lookup : Futures.await(this.region.lookupAll(wanted.entries(), this.types))) {
				Hit hit = Futures.await(this.region.read(lookup, this.types, LiteralTags.NONE));
				if (hit != null && (transaction == null || !transaction.isDirty(lookup.key(), hit.tags()))) {
					hit.addTo(LoadScope.collector());
					found.put(lookup.key(), new HandedOver(hit.value()));
				}
			}
		}
		catch (StoreException ex) {
			errorHandler().handleCacheGetError(ex, this, wanted.keys());
		}
		return wanted.values(found);
	}

	@Override
	public <K, V extends @Nullable Object> Map<K, V> getAll(Iterable<? extends K> keys,
			Function<? super List<K>, ? extends Map<? extends K, ? extends V>> loader,
			BiFunction<? super K, ? super V, ? extends Collection<String>> tags) {
		ManyKeys<K> wanted = ManyKeys.of(keys, this::key);
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
	 * The key of an entry of this cache.
	 * @param key the key as callers have it
	 * @return the key
	 * @throws IllegalArgumentException if the key is null, or of a type that keys cannot
	 * have
	 */
	public EntryKey entryKey(Object key) {
		return key(key);
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
		Tenant tenant = this.access.tenant();
		CacheTransaction transaction = this.transactions.current();
		long token = (transaction != null) ? transaction.token() : batch.token();
		LoadScope scope = new LoadScope(batch.inherits(), tenant::tag);
		LateFailure lateFailure = new LateFailure();
		List<EntryKey> entries = List.copyOf(keys.keySet());
		List<K> all = List.copyOf(keys.values());
		boolean mayRenewToken = !RegionAccess.isInTransaction();
		List<CacheCall> calls = new ArrayList<>(keys.size());
		keys.forEach((entry, key) -> calls.add(new CacheCall(entry, batch.types(),
				ofTenant(tenant, batch.declared(key)), token, mayRenewToken, scope,
				(ex, value) -> lateFailure.throwBy(() -> errorHandler().handleCachePutError(ex, this, key, value)),
				() -> null, LoadCall.NOTHING, batch::source, LoadScope.collector(), this::reportTooMuch, transaction)));
		try {
			return byKey(entries, this.region.getAll(calls, (missing) -> batch.load(keysOf(missing, keys))));
		}
		catch (LoadFailedException ex) {
			throw thrown(ex.thrown());
		}
		catch (StoreException ex) {
			if (lateFailure.is(ex)) {
				throw ex;
			}
			errorHandler().handleCacheGetError(ex, this, all);
			List<@Nullable Loaded> loaded = scope.run(() -> batch.load(all));
			handOver(calls, loaded, scope);
			return byKey(entries, loaded.stream().map(RegionCache::handedOver).toList());
		}
	}

	private static DeclaredTags ofTenant(Tenant tenant, DeclaredTags declared) {
		return (!tenant.equals(Tenant.NONE)) ? new TagsOfTenant(tenant, declared) : declared;
	}

	/**
	 * Hands values that were loaded without the store to the value that is made from
	 * them.
	 */
	private static void handOver(List<CacheCall> calls, List<@Nullable Loaded> loaded, LoadScope scope) {
		Dependencies collector = LoadScope.collector();
		if (collector == null) {
			return;
		}
		collector.add(scope.inherited());
		for (int i = 0; i < calls.size(); i++) {
			CacheCall call = calls.get(i);
			Loaded one = loaded.get(i);
			collector.add(call.key(), (one != null) ? call.tags(one.value()) : call.callTags(), Long.MAX_VALUE);
		}
	}

	private static <K> List<K> keysOf(List<? extends LoadCall> missing, Map<EntryKey, K> keys) {
		List<K> found = new ArrayList<>(missing.size());
		missing.forEach((call) -> found.add(keys.get(call.key())));
		return Collections.unmodifiableList(found);
	}

	private static @Nullable HandedOver handedOver(@Nullable Loaded loaded) {
		return (loaded != null) ? new HandedOver(loaded.value()) : null;
	}

	private static Map<EntryKey, HandedOver> byKey(List<EntryKey> keys, List<@Nullable HandedOver> values) {
		Map<EntryKey, HandedOver> found = new HashMap<>();
		for (int i = 0; i < keys.size(); i++) {
			HandedOver value = values.get(i);
			if (value != null) {
				found.put(keys.get(i), value);
			}
		}
		return found;
	}

	private static Exception thrown(Throwable thrown) {
		if (thrown instanceof Error error) {
			throw error;
		}
		return (thrown instanceof Exception exception) ? exception : new UndeclaredThrowableException(thrown);
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
		if (value instanceof Throwable) {
			evictInsteadOfPut(key, value);
			return;
		}
		NewEntry entry = entry(value, requireTags(this.access.tenant(), tags));
		EntryKey entryKey = key(key);
		if (putAtCommit(key, entryKey, entry)) {
			return;
		}
		try {
			Futures.await(this.region.put(Map.of(entryKey, entry), null));
		}
		catch (StoreException ex) {
			errorHandler().handleCachePutError(ex, this, key, value);
		}
	}

	/**
	 * Has a value put after the commit, under the token of the begin: the transaction may
	 * have seen what was current then.
	 * @return false if there is no transaction that is open
	 */
	private boolean putAtCommit(Object key, EntryKey entryKey, NewEntry entry) {
		CacheTransaction transaction = this.transactions.current();
		if (transaction == null) {
			return false;
		}
		long token = transaction.token();
		return (token != LoadCall.NO_TOKEN)
				? transaction.put(this.region, entryKey, entry.tags(),
						this.region.putLater(Map.of(entryKey, entry), token),
						(ex) -> errorHandler().handleCachePutError(ex, this, key, entry.value()))
				: transaction.evict(this.region, entryKey);
	}

	private boolean evictAtCommit(EntryKey key) {
		CacheTransaction transaction = this.transactions.current();
		return transaction != null && transaction.evict(this.region, key);
	}

	private void evictInsteadOfPut(Object key, Object value) {
		EntryKey entryKey = key(key);
		if (!this.exceptionReported.getAndSet(true)) {
			logger.warn("Exceptions cannot be stored: the cache '{}' stays without the {} that was put into it",
					getName(), value.getClass().getName());
		}
		if (evictAtCommit(entryKey)) {
			return;
		}
		try {
			Futures.await(this.region.evict(entryKey));
		}
		catch (StoreException ex) {
			errorHandler().handleCachePutError(ex, this, key, value);
		}
	}

	@Override
	public void putAll(Map<?, ? extends @Nullable Object> entries, String... tags) {
		List<String> names = requireTags(this.access.tenant(), tags);
		Map<EntryKey, NewEntry> all = new LinkedHashMap<>();
		entries.forEach((key, value) -> {
			EntryKey entryKey = key(key);
			NewEntry entry = entry(value, names);
			if (!putAtCommit(key, entryKey, entry)) {
				all.put(entryKey, entry);
			}
		});
		if (all.isEmpty()) {
			return;
		}
		try {
			Futures.await(this.region.put(all, null));
		}
		catch (StoreException ex) {
			errorHandler().handleCachePutError(ex, this, entries.keySet(), entries.values());
		}
	}

	private NewEntry entry(@Nullable Object value, List<String> tags) {
		return NewEntry.of(value, this.types, tags);
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
		EntryKey entryKey = key(key);
		NewEntry entry = entry(value, List.of());
		try {
			for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
				Lookup lookup = Futures.await(this.region.lookupInStore(entryKey, this.types));
				Hit hit = usable(dirtyTransaction(), key,
						Futures.await(this.region.read(lookup, this.types, LiteralTags.NONE)));
				if (hit != null) {
					hit.addTo(LoadScope.collector());
					return new SimpleValueWrapper(hit.value());
				}
				if (putAtCommit(key, entryKey, entry)) {
					return null;
				}
				if (Futures.await(this.region.putUnlessAfter(entryKey, entry, lookup.token()))) {
					return null;
				}
			}
			throw new StoreException("The value of " + entryKey + " was changed " + ATTEMPTS
					+ " times while putIfAbsent tried to put it", null);
		}
		catch (StoreException ex) {
			errorHandler().handleCachePutError(ex, this, key, value);
			return null;
		}
	}

	@Override
	public void evict(Object key) {
		EntryKey entryKey = key(key);
		if (!evictAtCommit(entryKey)) {
			evictNow(key, entryKey);
		}
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
		EntryKey entryKey = key(key);
		evictAtCommit(entryKey);
		return evictNow(key, entryKey);
	}

	private boolean evictNow(Object key, EntryKey entryKey) {
		try {
			return Futures.await(this.transactions.sentAgain(this.region.evict(entryKey), Map.of(), List.of(entryKey)));
		}
		catch (StoreException ex) {
			errorHandler().handleCacheEvictError(ex, this, key);
			return false;
		}
	}

	/**
	 * Evicts entries; in a transaction at its commit. One round trip for all of them.
	 * @param keys the keys of the entries, each once
	 */
	public void evictEntries(List<EntryKey> keys) {
		CacheTransaction transaction = this.transactions.current();
		List<EntryKey> now = keys.stream()
			.filter((key) -> transaction == null || !transaction.evict(this.region, key))
			.toList();
		try {
			Futures.await(this.region.evictAll(now));
		}
		catch (StoreException ex) {
			errorHandler().handleCacheEvictError(ex, this, now);
		}
	}

	/**
	 * Invalidates all entries of the region. One round trip, whatever their number;
	 * visible to other nodes as {@link io.github.taggedcache.TaggedCacheManager
	 * invalidations} are.
	 */
	@Override
	public void clear() {
		if (!clearAtCommit()) {
			clearNow();
		}
	}

	private boolean clearAtCommit() {
		CacheTransaction transaction = this.transactions.current();
		return transaction != null && transaction.clear(this.region);
	}

	private void clearNow() {
		try {
			Futures.await(this.transactions.sentAgain(this.region.clear(),
					Map.of(Mode.HARD, List.of(TagName.ofRegion(getName()))), List.of()));
		}
		catch (StoreException ex) {
			errorHandler().handleCacheClearError(ex, this);
		}
	}

	/**
	 * Does the same as {@link #clear()}. In a transaction it happens now, and again after
	 * the commit.
	 * @return false: whether there were entries is not known
	 */
	@Override
	public boolean invalidate() {
		clearAtCommit();
		clearNow();
		return false;
	}

}
