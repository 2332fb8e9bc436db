package io.github.taggedcache.store;

import java.net.URI;
import java.util.List;

import io.github.taggedcache.redis.LettuceFactories;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The contract as a user who may do nothing but what is documented.
 */
class RestrictedUserStoreTests extends RedisStoreContract {

	private static EmbeddedRedis server;

	private static LettuceConnectionFactory factory;

	private final RedisFixture store = new RedisFixture(factory, (key) -> server, () -> List.of(server));

	@BeforeAll
	static void start() {
		server = EmbeddedRedis.start();
		RestrictedUser.create(server);
		factory = LettuceFactories.of(URI.create("redis://%s:%s@%s:%s".formatted(RestrictedUser.NAME,
				RestrictedUser.PASSWORD, server.host(), server.port())));
	}

	@AfterAll
	static void stop() {
		factory.destroy();
		server.close();
	}

	@Override
	public RedisFixture store() {
		return this.store;
	}

}
