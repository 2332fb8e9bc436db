package io.github.taggedcache.testsupport;

/**
 * A way to get at a Redis server for the tests.
 */
interface RedisSource {

	/**
	 * What it is called in messages.
	 */
	String name();

	/**
	 * Starts or finds the server.
	 * @throws RedisUnavailableException if there is none to be had this way, and another
	 * way may be tried
	 */
	RedisServer start() throws RedisUnavailableException;

}
