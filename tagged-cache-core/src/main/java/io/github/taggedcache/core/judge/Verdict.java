package io.github.taggedcache.core.judge;

/**
 * What is known about an entry.
 */
public enum Verdict {

	/** Current for all its tags and for its key. */
	VALID,

	/** One of its tags was invalidated softly: old, but fit to be served meanwhile. */
	STALE,

	/** One of its tags was invalidated. */
	INVALID_BY_TAG,

	/** An explicit put or evict of its key came after it. */
	INVALID_BY_KEY,

	/**
	 * Cannot be judged by what is known; it counts as a miss unless somebody knows more.
	 */
	UNKNOWN

}
