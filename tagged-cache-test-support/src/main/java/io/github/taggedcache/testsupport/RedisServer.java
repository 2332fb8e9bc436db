package io.github.taggedcache.testsupport;

import java.net.URI;

/**
 * A Redis server that answers at an address of its own.
 */
public interface RedisServer extends AutoCloseable {

	/**
	 * The address in the form {@code redis://[user:password@]host:port[/database]}.
	 */
	URI uri();

	/**
	 * The host part of {@link #uri()}.
	 */
	default String host() {
		return uri().getHost();
	}

	/**
	 * The port part of {@link #uri()}, 6379 where the address names none.
	 */
	default int port() {
		int port = uri().getPort();
		return (port != -1) ? port : RespConnection.STANDARD_PORT;
	}

	/**
	 * A new connection to the server.
	 * @throws java.io.UncheckedIOException if the server cannot be reached
	 */
	default RespConnection connect() {
		return RespConnection.open(uri());
	}

	/**
	 * Stops the server where this object started it.
	 */
	@Override
	void close();

}
