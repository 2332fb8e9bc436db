package io.github.taggedcache.testsupport;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The server that an environment variable names.
 */
final class NamedRedis implements RedisSource {

	private final Map<String, String> environment;

	NamedRedis(Map<String, String> environment) {
		this.environment = environment;
	}

	@Override
	public String name() {
		return "environment variable " + RedisServers.URI_VARIABLE;
	}

	/**
	 * The server, if the variable is set.
	 * @throws IllegalStateException if it is set, but no server answers there: whoever
	 * names a server does not want the tests to pass on another one
	 */
	@Override
	public RedisServer start() throws RedisUnavailableException {
		String text = this.environment.get(RedisServers.URI_VARIABLE);
		if (text == null || text.isBlank()) {
			throw new RedisUnavailableException("it is not set");
		}
		RedisServer server = new Running(parse(text));
		try (RespConnection connection = server.connect()) {
			connection.call("PING");
			return server;
		}
		catch (RuntimeException ex) {
			throw new IllegalStateException("The %s names %s:%s, but no Redis can be used there: %s".formatted(name(),
					server.host(), server.port(), ex.getMessage()), ex);
		}
	}

	private URI parse(String text) {
		URI uri = uri(text);
		if (uri == null || uri.getHost() == null
				|| !("redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme()))) {
			throw new IllegalStateException(
					"The %s is not an address of the form redis://[user:password@]host:port[/database]"
						.formatted(name()));
		}
		return uri;
	}

	private static @Nullable URI uri(String text) {
		try {
			return new URI(text.strip());
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

	private record Running(URI uri) implements RedisServer {

		@Override
		public void close() {
			// Whoever started it stops it
		}

		@Override
		public String toString() {
			return "the Redis server at %s:%s".formatted(host(), port());
		}

	}

}
