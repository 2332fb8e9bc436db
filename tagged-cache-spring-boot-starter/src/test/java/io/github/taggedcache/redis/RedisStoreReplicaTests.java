package io.github.taggedcache.redis;

import java.util.List;
import java.util.function.Consumer;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.KeyPattern;
import io.github.taggedcache.core.store.Beat;
import io.github.taggedcache.core.store.EntryScan;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.LogConnection;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RedisServer;
import io.github.taggedcache.testsupport.RespConnection;
import io.lettuce.core.ReadFrom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration.LettuceClientConfigurationBuilder;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The store never asks a replica, whatever the application lets its own reads do.
 */
class RedisStoreReplicaTests {

	private static final EntryKey KEY = EntryKey.of("articles", "1");

	private static EmbeddedRedis master;

	private static EmbeddedRedis replica;

	@BeforeAll
	static void start() {
		master = EmbeddedRedis.start();
		replica = EmbeddedRedis.startReplicaOf(master);
	}

	@AfterAll
	static void stop() {
		replica.close();
		master.close();
	}

	@BeforeEach
	void resetStatistics() {
		for (RedisServer server : List.of(master, replica)) {
			try (RespConnection connection = server.connect()) {
				connection.call("CONFIG", "RESETSTAT");
			}
		}
	}

	@Test
	void entriesAreReadFromTheMasterWithGetWhereReplicasAreNotRead() {
		readEverything((client) -> {
		});
		assertThat(commands(master)).contains("cmdstat_get:", "cmdstat_evalsha:");
	}

	@Test
	void entriesAreReadFromTheMasterWithGetWhereOnlyTheMasterIsRead() {
		readEverything((client) -> client.readFrom(ReadFrom.UPSTREAM));
		assertThat(commands(master)).contains("cmdstat_get:", "cmdstat_evalsha:");
	}

	@Test
	void entriesAreReadFromTheMasterWithGetexWhereReplicasArePreferred() {
		readEverything((client) -> client.readFrom(ReadFrom.REPLICA_PREFERRED));
		assertThat(commands(master)).contains("cmdstat_getex:", "cmdstat_evalsha:").doesNotContain("cmdstat_get:");
		assertThat(commands(replica)).doesNotContain("cmdstat_get", "cmdstat_mget", "cmdstat_evalsha");
	}

	@Test
	void scansGoToTheMasterWhereReplicasAreRead() {
		LettuceConnectionFactory factory = LettuceFactories.of(master.uri(),
				(client) -> client.readFrom(ReadFrom.REPLICA));
		try (RedisStore store = new RedisStore(factory, new KeyLayout("shop"), 1000, LettuceFactories.TIMEOUT)) {
			Futures.await(store.scan("articles", KeyPattern.ANY, EntryScan.START, 100));
			assertThat(commands(master)).contains("cmdstat_scan:");
			assertThat(commands(replica)).doesNotContain("cmdstat_scan");
		}
		finally {
			factory.destroy();
		}
	}

	@Test
	void readingDoesNotChangeTheExpiryOfAnEntry() {
		LettuceConnectionFactory factory = LettuceFactories.of(master.uri(),
				(client) -> client.readFrom(ReadFrom.REPLICA_PREFERRED));
		try (RedisStore store = new RedisStore(factory, new KeyLayout("shop"), 1000, LettuceFactories.TIMEOUT);
				RespConnection connection = master.connect()) {
			Futures.await(store.set(KEY, new byte[] { 7 }, 100_000));
			assertThat(Futures.await(store.get(KEY))).containsExactly(7);
			assertThat(connection.number("PTTL", "shop:articles:1")).isBetween(50_000L, 100_000L);
		}
		finally {
			factory.destroy();
		}
	}

	@Test
	void logIsReadFromTheMasterWhereReplicasAreRead() {
		LettuceConnectionFactory factory = LettuceFactories.of(master.uri(),
				(client) -> client.readFrom(ReadFrom.REPLICA));
		follow(factory);
		assertThat(commands(master)).contains("cmdstat_xread:", "cmdstat_evalsha:");
		assertThat(commands(replica)).doesNotContain("cmdstat_xread", "cmdstat_evalsha");
	}

	@Test
	void logIsReadFromTheMasterOfStaticNodesInWhateverOrder() {
		RedisStaticMasterReplicaConfiguration nodes = new RedisStaticMasterReplicaConfiguration(replica.host(),
				replica.port());
		nodes.addNode(master.host(), master.port());
		follow(LettuceFactories.of(nodes, (client) -> client.readFrom(ReadFrom.REPLICA)));
		assertThat(commands(master)).contains("cmdstat_xread:", "cmdstat_evalsha:");
		assertThat(commands(replica)).doesNotContain("cmdstat_xread", "cmdstat_evalsha");
	}

	@Test
	void staticNodesWithoutAMasterAreAClearError() {
		LettuceConnectionFactory factory = LettuceFactories
			.of(new RedisStaticMasterReplicaConfiguration(replica.host(), replica.port()));
		try (RedisStore store = new RedisStore(factory, new KeyLayout("shop"), 1000, LettuceFactories.TIMEOUT)) {
			assertThat(store.connect()).failsWithin(LettuceFactories.TIMEOUT)
				.withThrowableThat()
				.withMessageContaining("None of the configured nodes is a master")
				.withMessageContaining(Integer.toString(replica.port()));
		}
		finally {
			factory.destroy();
		}
	}

	private static void follow(LettuceConnectionFactory factory) {
		try (RedisStore store = new RedisStore(factory, new KeyLayout("shop"), 1000, LettuceFactories.TIMEOUT);
				LogConnection connection = Futures.await(store.connect())) {
			Futures.await(connection.read(0, 10, 0));
			Futures.await(connection.beat(new Beat("node-1", List.of(), List.of())));
		}
		finally {
			factory.destroy();
		}
	}

	private static void readEverything(Consumer<LettuceClientConfigurationBuilder> client) {
		LettuceConnectionFactory factory = LettuceFactories.of(master.uri(), client);
		try (RedisStore store = new RedisStore(factory, new KeyLayout("shop"), 1000, LettuceFactories.TIMEOUT)) {
			Futures.await(store.get(KEY));
			// What was observed before may be observed without the script
			for (int i = 0; i < 2; i++) {
				Futures.await(store.observe(new ObservedNames(List.of("a"), List.of(KEY), 1000, false)));
			}
		}
		finally {
			factory.destroy();
		}
	}

	private static String commands(RedisServer server) {
		try (RespConnection connection = server.connect()) {
			return connection.text("INFO", "commandstats");
		}
	}

}
