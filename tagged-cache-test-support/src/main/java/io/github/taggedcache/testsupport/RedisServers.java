package io.github.taggedcache.testsupport;

import java.util.List;

/**
 * Finds a Redis server for tests that do not need one of their own.
 */
public final class RedisServers {

	/**
	 * The environment variable that names the server that tests are to use.
	 */
	public static final String URI_VARIABLE = "TAGGED_CACHE_TEST_REDIS_URI";

	private static final SharedRedis SHARED = new SharedRedis(List.of(new NamedRedis(System.getenv()),
			new ContainedRedis(new DockerEngine(System.getenv()), RedisServers.class.getClassLoader()),
			new EmbeddedRedisSource()));

	private RedisServers() {
	}

	/**
	 * The one server that all tests of this JVM share. It is the one that
	 * {@value #URI_VARIABLE} names; else one in a container, where Testcontainers is on
	 * the class path and a Docker engine answers; else an {@link EmbeddedRedis}. It is
	 * started at the first call and ends with the JVM; closing it has no effect.
	 * @throws IllegalStateException if none of the three works, saying why for each, or
	 * if the variable names a server that cannot be used
	 */
	public static RedisServer shared() {
		return SHARED.get();
	}

}
