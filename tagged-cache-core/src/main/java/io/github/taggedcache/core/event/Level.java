package io.github.taggedcache.core.event;

/**
 * Where a value was found.
 */
public enum Level {

	/** In the near cache of the node. */
	NEAR,

	/** In the remote store. */
	REMOTE

}
