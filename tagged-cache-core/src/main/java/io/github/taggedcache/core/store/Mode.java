package io.github.taggedcache.core.store;

/**
 * What an invalidation does to the entries with its names.
 */
public enum Mode {

	/** The entries are unusable now. */
	HARD,

	/** The entries are stale. */
	SOFT

}
