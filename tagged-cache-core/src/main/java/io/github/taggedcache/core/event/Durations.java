package io.github.taggedcache.core.event;

/**
 * Is told how long loads, waits for them, lookups in the store and invalidations took, in
 * ns. Called on any thread, also one of the store's driver: implementations return at
 * once.
 */
@FunctionalInterface
public interface Durations {

	/**
	 * Something ended.
	 * @param nanos how long it took, in ns
	 */
	void record(long nanos);

}
