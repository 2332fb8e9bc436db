package io.github.taggedcache.cache;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.taggedcache.Explanation;
import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.TaggedCacheOperations;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.survey.Survey;
import io.github.taggedcache.core.survey.Sweep;
import io.github.taggedcache.evict.EvictingProxies;
import io.github.taggedcache.tenant.Tenant;
import io.github.taggedcache.tenant.Tenants;
import io.github.taggedcache.transaction.CacheTransactions;
import org.jspecify.annotations.Nullable;

/**
 * The cache manager over the regions of one node.
 */
public final class RegionCacheManager implements TaggedCacheManager {

	/** Between two batches of keys that an operator evicts. */
	private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	private final Map<String, RegionCache> caches = new ConcurrentHashMap<>();

	private final List<Consumer<RegionCache>> creationListeners = new CopyOnWriteArrayList<>();

	private final CacheTransactions transactions;

	private final Function<String, RegionCache> factory;

	private final Set<String> declared;

	private final boolean dynamic;

	private final TaggedCacheOperations operations;

	private final Tenants tenants;

	private final TaggedMethods taggedMethods = new TaggedMethods();

	/**
	 * Creates a manager.
	 * @param node the node
	 * @param survey lists entries for operators
	 * @param transactions invalidates, in a transaction at its commit
	 * @param factory makes the cache for a name
	 * @param declared the names of the declared caches, which are made now
	 * @param dynamic whether other caches are made on demand
	 * @param tenants the tenants of the application
	 */
	public RegionCacheManager(Node node, Survey survey, CacheTransactions transactions,
			Function<String, RegionCache> factory, Collection<String> declared, boolean dynamic, Tenants tenants) {
		this.transactions = transactions;
		this.factory = factory;
		this.declared = new TreeSet<>(declared);
		this.dynamic = dynamic;
		this.operations = new RegionOperations(node, survey, new Sweep(survey, RegionCacheManager::pause),
				this::existing);
		this.tenants = tenants;
		this.declared.forEach(this::cache);
	}

	/**
	 * Makes the cache without holding a lock, since customizers are called. If two
	 * threads make the same cache, the second one is dropped.
	 */
	private RegionCache cache(String name) {
		RegionCache made = this.factory.apply(name);
		RegionCache other = this.caches.putIfAbsent(name, made);
		if (other != null) {
			return other;
		}
		this.creationListeners.forEach((listener) -> listener.accept(made));
		return made;
	}

	/**
	 * Shows each cache that is made from now on to a listener.
	 * @param listener the listener
	 */
	public void onCreation(Consumer<RegionCache> listener) {
		this.creationListeners.add(listener);
	}

	@Override
	public @Nullable TaggedCache getCache(String name) {
		RegionCache known = this.caches.get(name);
		return (known != null || !this.dynamic) ? known : cache(name);
	}

	@Override
	public Collection<String> getCacheNames() {
		return new TreeSet<>(this.caches.keySet());
	}

	/**
	 * Whether caches are made on demand.
	 * @return false if only the declared ones exist
	 */
	public boolean isDynamic() {
		return this.dynamic;
	}

	/**
	 * The names that were declared.
	 * @return the names in their order
	 */
	public Set<String> declared() {
		return Collections.unmodifiableSet(this.declared);
	}

	@Override
	public void invalidateTags(String... tags) {
		invalidate(Mode.HARD, tags);
	}

	@Override
	public void softInvalidateTags(String... tags) {
		invalidate(Mode.SOFT, tags);
	}

	private void invalidate(Mode mode, String... tags) {
		Tenant tenant = this.tenants.of(() -> "the invalidation of tags");
		Set<String> names = new LinkedHashSet<>();
		for (String tag : tags) {
			names.add(tenant.tag(TagName.require(tag)));
		}
		this.transactions.invalidate(names, mode);
	}

	@Override
	public void invalidateAll() {
		this.transactions.invalidate(List.of(TagName.NAMESPACE), Mode.HARD);
	}

	@Override
	public void invalidateMethod(Class<?> type, String methodName) {
		this.transactions.invalidate(this.taggedMethods.tags(type, methodName), Mode.HARD);
	}

	/**
	 * The methods whose values carry a tag that names the method.
	 * @return the methods that this node knows
	 */
	public TaggedMethods taggedMethods() {
		return this.taggedMethods;
	}

	@Override
	public <T> T evicting(T bean) {
		return EvictingProxies.of(bean);
	}

	@Override
	public Explanation explain(String region, Object key) {
		return existing(region).explain(key);
	}

	/**
	 * Explains what the next read of a key would find, as
	 * {@link #explain(String, Object)} does, for a key whose stored form is known.
	 * @param key the key
	 * @return the explanation
	 * @throws IllegalArgumentException if this node has no region of the key's
	 */
	public Explanation explain(EntryKey key) {
		return existing(key.region()).explainEntry(key);
	}

	@Override
	public TaggedCacheOperations operations() {
		return this.operations;
	}

	private static void pause() {
		LockSupport.parkNanos(PAUSE_NANOS);
	}

	/**
	 * Evicts a key, whatever error handler the cache has. One round trip.
	 * @param region the name of the region
	 * @param key the key
	 * @return completes when the eviction is recorded
	 * @throws IllegalArgumentException if there is no such region, or the key is of a
	 * type that keys cannot have
	 */
	public CompletableFuture<?> evict(String region, Object key) {
		RegionCache cache = (getCache(region) instanceof RegionCache known) ? known : existing(region);
		return cache.getNativeCache().evict(cache.access().key(key));
	}

	private RegionCache existing(String region) {
		RegionCache cache = this.caches.get(region);
		if (cache == null) {
			throw new IllegalArgumentException("This node has no region '" + region + "'; it has " + getCacheNames()
					+ ". Name one of them, or declare the region as tagged-cache.caches." + region);
		}
		return cache;
	}

	@Override
	public void resetCaches() {
		invalidateAll();
	}

}
