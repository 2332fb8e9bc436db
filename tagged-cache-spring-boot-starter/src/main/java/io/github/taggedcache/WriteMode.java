package io.github.taggedcache;

/**
 * Whether the caller of a method waits until the store has the value that the method
 * returned. An explicit put, an evict and an invalidation are always waited for.
 */
public enum WriteMode {

	/**
	 * Nobody waits. The caller's node has the value at once, other nodes as soon as the
	 * store does. What fails is counted, and told to the
	 * {@link org.springframework.cache.interceptor.CacheErrorHandler} on another thread.
	 * If too many values are under way, callers wait.
	 */
	BEHIND,

	/** The caller waits: other nodes find the value when the method returns. */
	THROUGH

}
