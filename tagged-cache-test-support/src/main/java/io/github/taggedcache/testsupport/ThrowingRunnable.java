package io.github.taggedcache.testsupport;

/**
 * An action that may throw.
 *
 * @param <E> what it throws; a lambda that throws nothing checked needs no declaration
 */
@FunctionalInterface
public interface ThrowingRunnable<E extends Exception> {

	/**
	 * Runs the action.
	 */
	void run() throws E;

}
