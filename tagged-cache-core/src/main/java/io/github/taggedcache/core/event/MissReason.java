package io.github.taggedcache.core.event;

/**
 * Why a read found nothing that it could use.
 */
public enum MissReason {

	/** There is no entry (any more). */
	ABSENT,

	/** The entry is past its soft expiry. */
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
