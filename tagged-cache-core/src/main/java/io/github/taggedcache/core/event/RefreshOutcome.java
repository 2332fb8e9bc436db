package io.github.taggedcache.core.event;

/**
 * How a refresh ended.
 */
public enum RefreshOutcome {

	/** The loader gave a value. */
	LOADED,

	/** Another node had refreshed the entry already. */
	FOUND,

	/** Another node was refreshing the entry. */
	ELSEWHERE,

	/** The loader failed, or the store did. */
	FAILED,

	/**
	 * Too many refreshes were running on this node, or its executor took no more work.
	 * The next caller tries again.
	 */
	REJECTED

}
