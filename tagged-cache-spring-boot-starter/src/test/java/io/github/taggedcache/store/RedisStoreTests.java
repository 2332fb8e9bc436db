package io.github.taggedcache.store;

import java.util.List;

import io.github.taggedcache.redis.LettuceFactories;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The contract on one Redis server.
 */
class RedisStoreTests extends RedisStoreContract {

	private static EmbeddedRedis server;

	private static LettuceConnectionFactory factory;

	private final RedisFixture store = new RedisFixture(factory, (key) -> server, () -> List.of(server));

	@BeforeAll
	static void start() {
		server = EmbeddedRedis.start();
		factory = LettuceFactories.of(server.uri());
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
