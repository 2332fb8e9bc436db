package io.github.taggedcache.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Beat;
import io.github.taggedcache.core.store.BeatResult;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.LogConnection;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RedisCluster;
import io.github.taggedcache.testsupport.RespConnection;
import io.github.taggedcache.testsupport.Sentinel;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A follower loses its master, and finds the new one by connecting again.
 */
class FailOverTests {

	private static final KeyLayout LAYOUT = new KeyLayout("shop");

	private static final Beat BEAT = new Beat("node-1", List.of(), List.of(TagName.NAMESPACE));

	private static final Duration BOUND = Duration.ofSeconds(30);

	@Test
	void followerFindsTheMasterThatSentinelPromoted() {
		try (Sentinel sentinel = Sentinel.start()) {
			LettuceConnectionFactory factory = LettuceFactories
				.of(new RedisSentinelConfiguration().master(sentinel.masterName())
					.sentinel(sentinel.uri().getHost(), sentinel.uri().getPort()));
			try (RedisStore store = new RedisStore(factory, LAYOUT, 1000, LettuceFactories.TIMEOUT)) {
				failOver(store, sentinel.master(), sentinel::failOver);
			}
			finally {
				factory.destroy();
			}
		}
	}

	@Test
	void followerFindsTheReplicaThatTookOverTheSlot() {
		try (RedisCluster cluster = RedisCluster.startWithReplicas()) {
			LettuceConnectionFactory factory = LettuceFactories.of(cluster);
			try (RedisStore store = new RedisStore(factory, LAYOUT, 1000, LettuceFactories.TIMEOUT)) {
				int slot = cluster.slotOf(LAYOUT.clock());
				EmbeddedRedis master = cluster.masterOf(slot);
				failOver(store, master, () -> {
					master.kill();
					Awaitility.await("a replica has taken over the slot")
						.atMost(BOUND)
						.ignoreException(IllegalStateException.class)
						.until(() -> cluster.masterOf(slot) != master);
					return cluster.masterOf(slot);
				});
			}
			finally {
				factory.destroy();
			}
		}
	}

	private static void failOver(RedisStore store, EmbeddedRedis master, FailOver failOver) {
		long first = invalidate(store);
		try (RespConnection connection = master.connect()) {
			// WAIT goes by where the replication was at the connection's last command
			connection.call("PING");
			assertThat(connection.number("WAIT", 1, BOUND.toMillis())).isEqualTo(1);
		}
		LogConnection lost = Futures.await(store.connect());
		assertThat(Futures.await(lost.read(0, 10, 0))).extracting(LogRecord::version).containsExactly(first);
		CompletableFuture<List<LogRecord>> waiting = lost.read(first, 10, BOUND.toMillis());
		EmbeddedRedis promoted = failOver.run();
		assertThat(waiting).failsWithin(LettuceFactories.TIMEOUT);
		lost.close();
		try (LogConnection found = reconnect(store); RespConnection connection = promoted.connect()) {
			assertThat(Futures.await(found.read(0, 10, 0))).extracting(LogRecord::version).containsExactly(first);
			CompletableFuture<List<LogRecord>> next = found.read(first, 10, BOUND.toMillis());
			Awaitility.await("the read waits at the new master")
				.untilAsserted(() -> assertThat(connection.text("INFO", "clients")).contains("blocked_clients:1"));
			long second = invalidateWhenPossible(store);
			assertThat(next).succeedsWithin(BOUND)
				.satisfies((records) -> assertThat(records).extracting(LogRecord::version).containsExactly(second));
			assertThat(Futures.await(found.beat(BEAT))).isEqualTo(new BeatResult(second, second, false));
		}
	}

	/**
	 * Connects and beats, as a follower does: what does not prove anything is closed.
	 */
	private static LogConnection reconnect(RedisStore store) {
		return Awaitility.await("the follower is connected to the new master")
			.atMost(BOUND)
			.ignoreExceptions()
			.until(() -> {
				LogConnection connection = Futures.await(store.connect());
				try {
					Futures.await(connection.beat(BEAT));
					return connection;
				}
				catch (RuntimeException ex) {
					connection.close();
					throw ex;
				}
			}, (connection) -> true);
	}

	private static long invalidateWhenPossible(RedisStore store) {
		return Awaitility.await("the application's own connection is back")
			.atMost(BOUND)
			.ignoreExceptions()
			.until(() -> invalidate(store), (done) -> true);
	}

	private static long invalidate(RedisStore store) {
		return Futures
			.await(store.append(new Append(List.of("a"), List.of(), Mode.HARD, 0, 100_000, Append.ALWAYS, "node-1")))
			.version();
	}

	private interface FailOver {

		EmbeddedRedis run();

	}

}
