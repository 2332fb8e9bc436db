package io.github.taggedcache;

import io.github.taggedcache.core.store.StoreException;

/**
 * Takes the invalidations of an {@link InvalidationSource}. Each method returns when the
 * invalidation is recorded in the store, which takes one round trip, and acts at once,
 * also if the calling thread is inside a transaction: what the source heard of has
 * happened. Safe for use by several threads.
 * <p>
 * An invalidation that could not be recorded throws a {@link StoreException}. Let the
 * source hear of the change again: do not acknowledge its message, do not move on its
 * offset. The invalidation may have been recorded all the same, and is safe to repeat.
 * With {@code tagged-cache.outage.invalidations: queue} it waits on this node instead.
 * After the source was stopped, each method throws an {@link IllegalStateException}.
 * <p>
 * In an application with tenants, tags and keys are those of one tenant. A sink that
 * {@link #ofTenant} gave knows its tenant. Any other sink asks the {@link TenantResolver}
 * on the calling thread, and throws an {@link IllegalStateException} if the resolver
 * knows no tenant there and {@linkplain TenantResolver#isRequired() must} know one.
 */
public interface InvalidationSink {

	/**
	 * Makes all entries with any of these tags unusable, as
	 * {@link TaggedCacheManager#invalidateTags} does.
	 * @param tags the tags; duplicates collapse, none at all does nothing
	 */
	void invalidateTags(String... tags);

	/**
	 * Makes all entries with any of these tags stale, as
	 * {@link TaggedCacheManager#softInvalidateTags} does.
	 * @param tags the tags; duplicates collapse, none at all does nothing
	 */
	void softInvalidateTags(String... tags);

	/**
	 * Evicts a key on all nodes, whatever error handler the cache has.
	 * @param region the name of the region
	 * @param key the key, as for {@link TaggedCache#evict}
	 * @throws IllegalArgumentException if this application has no region of this name, or
	 * the key is of a type that keys cannot have
	 */
	void evict(String region, Object key);

	/**
	 * Makes all entries of the namespace unusable, those of all tenants.
	 */
	void invalidateAll();

	/**
	 * The sink of one tenant, whatever the calling thread works for. Takes invalidations
	 * as long as this sink does.
	 * @param tenant the name of the tenant, as the {@link TenantResolver} gives it; not
	 * empty
	 * @return takes tags and keys as the tenant names them
	 * @throws IllegalArgumentException if the name is empty
	 * @throws IllegalStateException if the application has no tenants
	 */
	InvalidationSink ofTenant(String tenant);

}
