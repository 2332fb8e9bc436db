package io.github.taggedcache.core.event;

/**
 * Why a read found nothing that it could use.
 */
public enum MissReason {

	/** There is no entry (any more), and this node did not see one expire. */
	ABSENT,

	/**
	 * The entry is past its soft expiry, or it is gone and this node saw it expire.
	 */
	EXPIRED,

	/** One of its tags was invalidated. */
	TAG,

	/** An explicit put or evict of its key came after it. */
	KEY,

	/** The store lost what would be needed to judge it. */
	UNKNOWN,

	/** Its bytes are not an entry, or do not bind to the wanted type. */
	UNDECODABLE,

	/** The store could not be read. */
	ERROR

}
