package io.github.taggedcache.testsupport;

/**
 * A server in a container, where a Docker engine answers and Testcontainers is on the
 * class path.
 */
final class ContainedRedis implements RedisSource {

	private static final String TESTCONTAINERS = "org.testcontainers.containers.GenericContainer";

	private final DockerEngine engine;

	private final ClassLoader classLoader;

	ContainedRedis(DockerEngine engine, ClassLoader classLoader) {
		this.engine = engine;
		this.classLoader = classLoader;
	}

	@Override
	public String name() {
		return "Testcontainers";
	}

	@Override
	public RedisServer start() throws RedisUnavailableException {
		if (!hasTestcontainers()) {
			throw new RedisUnavailableException("org.testcontainers:testcontainers is not on the class path");
		}
		// Asked first and by ourselves: Testcontainers takes its time to find that there
		// is no engine, and logs errors about it
		if (!this.engine.answers()) {
			throw new RedisUnavailableException("no Docker engine answers at " + this.engine);
		}
		try {
			return RedisContainer.start();
		}
		catch (RuntimeException ex) {
			throw new RedisUnavailableException(ex.toString(), ex);
		}
	}

	private boolean hasTestcontainers() {
		try {
			Class.forName(TESTCONTAINERS, false, this.classLoader);
			return true;
		}
		catch (ClassNotFoundException ex) {
			return false;
		}
	}

}
