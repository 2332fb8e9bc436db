package io.github.taggedcache.core.event;

/**
 * Why a stale value was served.
 */
public enum StaleReason {

	/** It is past its time to live, and is loaded again meanwhile. */
	EXPIRED,

	/** One of its tags was invalidated softly, and it is loaded again meanwhile. */
	INVALIDATED,

	/** Its load failed, now or a short time ago. */
	ERROR,

	/** Its load takes too long. */
	TIMEOUT,

	/** The store is out of reach, and nobody can tell whether it is stale. */
	OUTAGE

}
