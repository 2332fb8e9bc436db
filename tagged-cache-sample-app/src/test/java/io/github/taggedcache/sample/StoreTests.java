package io.github.taggedcache.sample;

import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RespConnection;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which store is used, and what becomes of it.
 */
class StoreTests {

	@Test
	void redisIsStartedWhereNoneIsGivenAndEndsWithTheApplication() {
		EmbeddedRedis redis;
		try (RunningSample sample = RunningSample.start()) {
			redis = sample.context().getBean(EmbeddedRedis.class);
			sample.readEverything();
			assertThat(sample.reloaded()).isEmpty();
			assertThat(keysOf(redis)).isPositive();
		}
		assertThat(redis.isRunning()).isFalse();
	}

	@Test
	void givenRedisIsUsed() {
		try (EmbeddedRedis given = EmbeddedRedis.start();
				RunningSample sample = RunningSample.start("spring.data.redis.url=" + given.uri())) {
			sample.readEverything();
			assertThat(keysOf(given)).isPositive();
			assertThat(sample.context().getBeanNamesForType(EmbeddedRedis.class)).isEmpty();
		}
	}

	@Test
	void entriesOfAnOlderDatabaseAreNotServed() {
		try (EmbeddedRedis given = EmbeddedRedis.start()) {
			String url = "spring.data.redis.url=" + given.uri();
			try (RunningSample older = RunningSample.start(url)) {
				older.readEverything();
			}
			try (RunningSample newer = RunningSample.start(url)) {
				assertThat(newer.read("/api/articles/1").get("source").asString()).isEqualTo("DATABASE");
			}
		}
	}

	@Test
	void memoryNeedsNoRedis() {
		try (RunningSample sample = RunningSample.start("tagged-cache.store=memory")) {
			assertThat(sample.context().getBeanNamesForType(EmbeddedRedis.class)).isEmpty();
			assertThat(sample.read("/actuator/health").get("status").asString()).isEqualTo("UP");
		}
	}

	private static long keysOf(EmbeddedRedis redis) {
		try (RespConnection connection = redis.connect()) {
			return connection.number("DBSIZE");
		}
	}

}
