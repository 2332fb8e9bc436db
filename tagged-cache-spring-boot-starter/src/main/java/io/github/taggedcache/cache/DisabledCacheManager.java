package io.github.taggedcache.cache;

import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import io.github.taggedcache.Explanation;
import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.TaggedCacheOperations;
import io.github.taggedcache.evict.EvictingProxies;

import org.springframework.cache.support.NoOpCacheManager;

/**
 * The cache manager of a switched-off cache: every read is a miss, everything else does
 * nothing, and no store is ever asked.
 */
public final class DisabledCacheManager extends NoOpCacheManager implements TaggedCacheManager {

	private final Map<String, TaggedCache> caches = new ConcurrentHashMap<>();

	@Override
	public TaggedCache getCache(String name) {
		return this.caches.computeIfAbsent(name, DisabledCache::new);
	}

	@Override
	public Collection<String> getCacheNames() {
		return new TreeSet<>(this.caches.keySet());
	}

	@Override
	public void invalidateTags(String... tags) {
	}

	@Override
	public void softInvalidateTags(String... tags) {
	}

	@Override
	public void invalidateAll() {
	}

	@Override
	public TaggedCacheOperations operations() {
		return new DisabledOperations();
	}

	@Override
	public void invalidateMethod(Class<?> type, String methodName) {
	}

	@Override
	public <T> T evicting(T bean) {
		return EvictingProxies.evictingNothing(bean);
	}

	@Override
	public Explanation explain(String region, Object key) {
		return new DisabledCache(region).explain(key);
	}

}
