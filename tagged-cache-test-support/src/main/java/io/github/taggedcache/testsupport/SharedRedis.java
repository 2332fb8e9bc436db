package io.github.taggedcache.testsupport;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first server that one of several sources has, found once and then kept, as is the
 * failure to find one.
 */
final class SharedRedis {

	private static final Logger logger = LoggerFactory.getLogger(SharedRedis.class);

	private final List<RedisSource> sources;

	private @Nullable RedisServer server;

	private @Nullable IllegalStateException failure;

	SharedRedis(List<RedisSource> sources) {
		this.sources = List.copyOf(sources);
	}

	synchronized RedisServer get() {
		if (this.failure != null) {
			throw new IllegalStateException(this.failure.getMessage(), this.failure);
		}
		if (this.server == null) {
			try {
				this.server = new NotClosed(find());
				logger.info("The tests use {}", this.server);
			}
			catch (IllegalStateException ex) {
				this.failure = ex;
				throw ex;
			}
		}
		return this.server;
	}

	private RedisServer find() {
		List<String> tried = new ArrayList<>();
		List<Throwable> reasons = new ArrayList<>();
		for (RedisSource source : this.sources) {
			try {
				return source.start();
			}
			catch (RedisUnavailableException ex) {
				tried.add("%s. %s: %s".formatted(tried.size() + 1, source.name(), ex.getMessage()));
				reasons.add(ex);
			}
		}
		IllegalStateException failure = new IllegalStateException("The tests need a Redis server, but there is none. "
				+ "Set %s to the address of one, or make one of these work:\n%s".formatted(RedisServers.URI_VARIABLE,
						String.join("\n", tried)));
		reasons.forEach(failure::addSuppressed);
		throw failure;
	}

	/**
	 * The server as its users see it: none of them may close it for the others.
	 */
	private record NotClosed(RedisServer server) implements RedisServer {

		@Override
		public URI uri() {
			return this.server.uri();
		}

		@Override
		public void close() {
			// It ends with the JVM
		}

		@Override
		public String toString() {
			return this.server.toString();
		}

	}

}
