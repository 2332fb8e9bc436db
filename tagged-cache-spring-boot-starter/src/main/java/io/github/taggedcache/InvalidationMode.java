package io.github.taggedcache;

/**
 * What an invalidation of tags does to the entries that carry them.
 */
public enum InvalidationMode {

	/**
	 * Entries are unusable from now on, on every node: the next read of each loads again.
	 */
	HARD,

	/**
	 * Entries become stale: where the region allows it ({@code stale-while-revalidate}) a
	 * stale value is still served while one caller refreshes it. Where the region does
	 * not, this is the same as {@link #HARD}. A hard invalidation wins over a soft one of
	 * the same tag, whichever came first.
	 */
	SOFT

}
