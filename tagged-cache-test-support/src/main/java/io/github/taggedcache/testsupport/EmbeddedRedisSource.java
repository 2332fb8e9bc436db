package io.github.taggedcache.testsupport;

import java.io.UncheckedIOException;

/**
 * A server from the class path.
 */
final class EmbeddedRedisSource implements RedisSource {

	@Override
	public String name() {
		return "embedded Redis";
	}

	@Override
	public RedisServer start() throws RedisUnavailableException {
		try {
			return EmbeddedRedis.start();
		}
		catch (IllegalStateException | UncheckedIOException ex) {
			throw new RedisUnavailableException(String.valueOf(ex.getMessage()), ex);
		}
	}

}
