package io.github.taggedcache;

import org.jspecify.annotations.Nullable;

/**
 * Tells which tenant the calling thread works for. A bean of this type keeps tenants
 * apart: each tenant has keys and tags of its own, and the same key or tag of two tenants
 * is two. Nothing else changes in annotations or calls.
 * <p>
 * The resolver is asked once when a call arrives, on the thread of the caller: the loads,
 * stores, refreshes and invalidations that follow belong to that tenant. A method that
 * runs on another thread runs for its tenant only if the resolver says the same there; if
 * not, the call fails and nothing is stored.
 * <p>
 * Clearing a region, {@link TaggedCacheManager#invalidateMethod} and
 * {@link TaggedCacheManager#invalidateAll} concern all tenants.
 */
@FunctionalInterface
public interface TenantResolver {

	/**
	 * Resolves the tenant of the calling thread. Called for each call that asks a cache,
	 * near hits included, and so must be fast; never while a lock is held.
	 * @return the name of the tenant, not empty; null if there is none
	 */
	@Nullable String resolve();

	/**
	 * Whether a call without a tenant is an error. If it is not, such calls have keys and
	 * tags of their own, those of an application without tenants.
	 * @return true, unless this is overridden
	 */
	default boolean isRequired() {
		return true;
	}

}
