package io.github.taggedcache;

/**
 * Why a read was not answered from the cache. Events, explanations and the meter
 * {@code tagged.cache.misses} have the same reasons.
 */
public enum MissReason {

	/** There is no entry, and this node did not see one expire. */
	ABSENT,

	/** The entry has expired. */
	EXPIRED,

	/** One of the tags was invalidated. */
	TAG,

	/** The key was put or evicted explicitly after the entry was made. */
	KEY,

	/** The store lost what would be needed to judge the entry. */
	UNKNOWN,

	/** The bytes are not an entry, or do not bind to the wanted type. */
	UNDECODABLE,

	/** The store could not be read. */
	ERROR

}
