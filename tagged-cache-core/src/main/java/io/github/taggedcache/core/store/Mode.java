package io.github.taggedcache.core.store;

/**
 * What an invalidation does to the entries that it meets.
 */
public enum Mode {

	/** They are unusable now. */
	HARD,

	/** They are stale. */
	SOFT

}
