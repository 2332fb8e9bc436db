package io.github.taggedcache.core.near;

/**
 * How one value can be given to many callers so that none of them changes what the others
 * get.
 */
public enum Sharing {

	/** Nobody can change the value: all callers get the same object. */
	SHARED,

	/** A collection whose elements nobody can change: each caller gets a collection. */
	COPIED,

	/** A caller could change the value: it is decoded for each caller. */
	DECODED

}
