package io.github.taggedcache;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.CacheManager;

/**
 * Spring's cache manager, with invalidation by tags.
 * <p>
 * An invalidation is recorded in the store when the method returns: from then on no call
 * on this node that begins later is served a value whose load began before it. Other
 * nodes follow, usually within a millisecond and at most
 * {@code tagged-cache.max-staleness} later, or at once with
 * {@code tagged-cache.consistency: strict}. An invalidation takes one round trip and
 * O(number of tags), whatever the number of entries, and is atomic up to 100 tags; more
 * go in slices of 100, each atomic, up to 10,000 tags in the same round trip.
 * <p>
 * Tags are what {@link Tag#of} makes, or any text that is not empty, does not begin with
 * {@code ~}, and is at most 10,240 bytes long as UTF-8; anything else is an
 * {@link IllegalArgumentException} and nothing is invalidated. An invalidation that could
 * not be recorded throws {@link io.github.taggedcache.core.store.StoreException}; it may
 * have been recorded all the same, and is safe to repeat. With
 * {@code tagged-cache.outage.invalidations: queue} it does not throw but waits in the
 * memory of this node until the store answers: until then it binds this node only.
 * <p>
 * In a transaction of the calling thread an invalidation waits for the commit of the
 * outermost one, and is dropped by a rollback. Until then the transaction itself reads
 * what it has invalidated from the source. An exception then reaches the one who commits.
 */
public interface TaggedCacheManager extends CacheManager {

	@Override
	@Nullable TaggedCache getCache(String name);

	/**
	 * Makes all entries with any of these tags unusable, in all regions.
	 * @param tags the tags; duplicates collapse, none at all does nothing
	 */
	void invalidateTags(String... tags);

	/**
	 * Makes all entries with any of these tags stale: where their region serves stale
	 * values, they are served once more while one caller refreshes; elsewhere they are
	 * unusable.
	 * @param tags the tags; duplicates collapse, none at all does nothing
	 */
	void softInvalidateTags(String... tags);

	/**
	 * Makes all entries of the namespace unusable, in all regions and for all services
	 * that share it.
	 */
	void invalidateAll();

	/**
	 * Makes all entries unusable that the annotated methods of a name have stored, in the
	 * regions with {@code tagged-cache.caches.<name>.method-tags}: those of all
	 * overloads, arguments and tenants. One round trip, whatever the number of entries.
	 * <p>
	 * A method belongs to the class of the called object. A class that others extend, or
	 * an interface, stands for all of its classes on this node.
	 * @param type the class of the object, not of its proxy, or a type that it has
	 * @param methodName the name of the method
	 * @throws IllegalArgumentException if the type has no method of this name, or none
	 * that stores in a region with method tags
	 */
	void invalidateMethod(Class<?> type, String methodName);

	/**
	 * Gives an object that evicts what a bean would read: each call of a method evicts
	 * the entries that the same call of the bean uses, in all caches and under all keys
	 * of its {@code @Cacheable} and {@code @CachePut} operations whose conditions hold,
	 * and calls nothing else. <pre>
	 * manager.evicting(calculator).addition(3, 4);
	 * </pre> A call returns null, zero, or something empty of the method's type. A call
	 * of a method with a future or publisher evicts at once, and what it returns ends
	 * when that is recorded. An evict takes a round trip for each entry; other nodes see
	 * it as they see {@link #invalidateTags invalidations}. A method that caches nothing,
	 * or whose {@code @CachePut} makes its key of the result, throws
	 * {@link IllegalArgumentException}.
	 * @param <T> the type of the bean
	 * @param bean a bean with annotated methods, as it is injected: with its proxy
	 * @return the object, of the same type as the bean; may be kept and used by many
	 * threads
	 * @throws IllegalArgumentException if the bean has no proxy that caches, or a cached
	 * method is final
	 */
	<T> T evicting(T bean);

	/**
	 * Explains what the next read of a key would find on this node, and why. For
	 * operators: two round trips, more where an entry has more than 10,000 tags, and the
	 * newest 1,000 records of the log are read. Changes nothing: no expiry, no copy in
	 * the near cache, no statistics. Where the store does not answer, the explanation
	 * says what this node knows.
	 * @param region the name of a region that this node has
	 * @param key the key, as for {@link TaggedCache#get(Object)}
	 * @return the explanation, as of now
	 * @throws IllegalArgumentException if this node has no region of this name, or the
	 * key is of a type that keys cannot have
	 */
	Explanation explain(String region, Object key);

	/**
	 * What operators do with many keys at once: list those of a tag or region, and
	 * invalidate by tags, keys and patterns, with a dry run. Not for calls of an
	 * application.
	 * @return the verbs
	 */
	TaggedCacheOperations operations();

}
