package io.github.taggedcache.testsupport;

import java.net.URI;

import org.testcontainers.containers.GenericContainer;

/**
 * A running container. The only class that needs Testcontainers, which also removes the
 * container when this JVM ends.
 */
final class RedisContainer implements RedisServer {

	private static final String IMAGE = "redis:7.2-alpine";

	private final GenericContainer<?> container;

	private RedisContainer(GenericContainer<?> container) {
		this.container = container;
	}

	@SuppressWarnings("resource")
	static RedisContainer start() {
		GenericContainer<?> container = new GenericContainer<>(IMAGE).withExposedPorts(RespConnection.STANDARD_PORT)
			.withCommand("redis-server", "--save", "", "--appendonly", "no");
		container.start();
		return new RedisContainer(container);
	}

	@Override
	public URI uri() {
		return URI.create("redis://%s:%s".formatted(this.container.getHost(),
				this.container.getMappedPort(RespConnection.STANDARD_PORT)));
	}

	@Override
	public void close() {
		this.container.stop();
	}

	@Override
	public String toString() {
		return "%s in a container at %s".formatted(IMAGE, uri());
	}

}
