package io.github.taggedcache.sample.watch;

/**
 * Where a read got its value.
 */
public enum Level {

	/** In the memory of the instance. */
	NEAR,

	/** In Redis. */
	REDIS,

	/** In the database: the method was called. */
	DATABASE

}
