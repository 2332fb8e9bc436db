package io.github.taggedcache.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.BreakerState;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RedisCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One breaker stands for all masters of a cluster.
 */
class RedisClusterBreakerTests {

	private static final KeyLayout LAYOUT = new KeyLayout("shop");

	private static RedisCluster cluster;

	private static LettuceConnectionFactory factory;

	private static RedisStore store;

	@BeforeAll
	static void start() {
		cluster = RedisCluster.start();
		factory = LettuceFactories.of(cluster);
		store = new RedisStore(factory, LAYOUT, 1000, Duration.ofMillis(500), Duration.ofHours(1));
	}

	@AfterAll
	static void stop() {
		store.close();
		factory.destroy();
		cluster.close();
	}

	private static EmbeddedRedis master(EntryKey key) {
		return cluster.masterOf(cluster.slotOf(LAYOUT.entry(key)));
	}

	@Test
	void masterThatHangsOpensNothingWhileOthersAnswer() {
		List<EntryKey> keys = IntStream.range(0, 50).mapToObj((i) -> EntryKey.of("articles", "" + i)).toList();
		EntryKey slow = keys.get(0);
		EmbeddedRedis hanging = master(slow);
		EntryKey other = keys.stream().filter((key) -> master(key) != hanging).findFirst().orElseThrow();
		// The first command to a master connects, which may take longer than a command
		// may here
		RedisStore patient = new RedisStore(factory, LAYOUT, 1000, LettuceFactories.TIMEOUT);
		keys.forEach((key) -> Futures.await(patient.get(key)));
		Futures.await(store.get(other));
		hanging.pause();
		try {
			CompletableFuture<byte[]> lost = store.get(slow);
			while (!lost.isDone()) {
				Futures.await(store.get(other));
			}
			assertThat(lost.handle((value, ex) -> Futures.cause(ex)).join()).isInstanceOf(StoreException.class);
			assertThat(store.breakerState()).isEqualTo(BreakerState.CLOSED);
		}
		finally {
			hanging.resume();
		}
	}

}
