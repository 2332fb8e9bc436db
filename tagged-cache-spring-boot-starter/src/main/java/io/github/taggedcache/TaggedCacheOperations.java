package io.github.taggedcache;

/**
 * What operators do with many keys at once: {@link TaggedCacheManager#operations()}. Not
 * for calls of an application: what looks for entries scans the whole store, other
 * namespaces included, a bounded piece a call. To invalidate many entries in one
 * operation, give them a tag.
 * <p>
 * A call that scans begins no further step after five seconds, and gives a cursor to go
 * on with. Whoever goes on has seen each entry that was there all the time, at least
 * once. A step takes Redis less than a millisecond; three round trips to list entries,
 * one to look for keys and one to evict what was found. In a Redis Cluster a scan visits
 * all masters; if the masters change meanwhile, a cursor may end with an error, and the
 * scan begins anew.
 */
public interface TaggedCacheOperations {

	/**
	 * Lists keys with their tags and with what a read would make of their entries.
	 * Changes nothing.
	 * @param query which keys
	 * @return the next page
	 * @throws IllegalArgumentException if a tag, pattern or cursor is not valid
	 * @throws io.github.taggedcache.core.store.StoreException if the store does not
	 * answer, or cannot list its entries
	 */
	KeyPage keys(KeyQuery query);

	/**
	 * Invalidates tags, evicts keys, and evicts the keys that match a pattern, in this
	 * order; or counts what would go, and changes nothing.
	 * <p>
	 * Tags are as {@link TaggedCacheManager#invalidateTags} says, and a key is evicted on
	 * all nodes, as {@link TaggedCache#evict} does; whatever error handler the caches
	 * have, failures are thrown. A pattern evicts the keys of the entries that the store
	 * has, 500 at a time with pauses in between. It does not find what only near caches
	 * hold, nor what a running load will store.
	 * @param request what to invalidate
	 * @return what was done, and the cursor if the pattern needs another call
	 * @throws IllegalArgumentException if a tag, key, pattern or cursor is not valid, or
	 * this node has no such region; nothing is invalidated then
	 * @throws io.github.taggedcache.core.store.StoreException if an invalidation could
	 * not be recorded, or the store cannot list its entries; those before it were made
	 */
	InvalidationReport invalidate(InvalidationRequest request);

}
