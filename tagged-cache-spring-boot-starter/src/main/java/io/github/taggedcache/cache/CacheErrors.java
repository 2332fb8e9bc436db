package io.github.taggedcache.cache;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.CacheErrorHandler;

/**
 * Failures of the store, told to the error handler of the application. What the handler
 * throws reaches the caller.
 *
 * @param cache the cache that the handler is told of
 * @param handler gives the handler, at each failure
 */
record CacheErrors(Cache cache, Supplier<CacheErrorHandler> handler) {

	void get(RuntimeException failure, Object key) {
		this.handler.get().handleCacheGetError(failure, this.cache, key);
	}

	void put(RuntimeException failure, Object key, @Nullable Object value) {
		this.handler.get().handleCachePutError(failure, this.cache, key, value);
	}

	void evict(RuntimeException failure, Object key) {
		this.handler.get().handleCacheEvictError(failure, this.cache, key);
	}

	void clear(RuntimeException failure) {
		this.handler.get().handleCacheClearError(failure, this.cache);
	}

}
