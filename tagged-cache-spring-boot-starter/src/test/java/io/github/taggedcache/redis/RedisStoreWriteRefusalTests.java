package io.github.taggedcache.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Beat;
import io.github.taggedcache.core.store.BreakerState;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.LogConnection;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RespConnection;
import io.github.taggedcache.testsupport.RoundTripProxy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The circuit breaker before a server that answers reads and refuses writes.
 */
class RedisStoreWriteRefusalTests {

	private static final EntryKey KEY = EntryKey.of("articles", "1");

	private static final KeyLayout LAYOUT = new KeyLayout("shop");

	private static final ObservedNames NAMES = new ObservedNames(List.of("a"), List.of(KEY), 1000, false);

	private static final Append INVALIDATION = new Append(List.of("a"), List.of(), Mode.HARD, 0, 100_000, Append.ALWAYS,
			"node-1");

	private static final Beat BEAT = new Beat("node-1", List.of(), List.of(TagName.NAMESPACE));

	private static final Duration COMMAND = Duration.ofMillis(400);

	private static final Duration NEVER = Duration.ofHours(1);

	private static final int CALLS = 10;

	@TempDir
	private static Path data;

	private final EmbeddedRedis server = EmbeddedRedis.start("--dir", data().toString());

	private LettuceConnectionFactory factory = LettuceFactories.of(this.server.uri());

	private RedisStore store = store(NEVER);

	@AfterEach
	void stop() {
		this.store.close();
		this.factory.destroy();
		this.server.close();
	}

	private static Path data() {
		try {
			return Files.createTempDirectory(data, "server");
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private RedisStore store(Duration period) {
		return new RedisStore(this.factory, LAYOUT, 1000, COMMAND, period);
	}

	private void use(LettuceConnectionFactory other) {
		this.store.close();
		this.factory.destroy();
		this.factory = other;
		this.store = store(NEVER);
	}

	/**
	 * Connects, which may take longer than a command may here, and makes the names known.
	 */
	private void connect() {
		Futures.await(new RedisStore(this.factory, LAYOUT, 1000, LettuceFactories.TIMEOUT).prepare());
		Futures.await(this.store.observe(NAMES));
		Futures.await(this.store.set(KEY, new byte[1], 0));
	}

	private static String failure(CompletableFuture<?> command) {
		Throwable failure = command.handle((value, ex) -> ex).join();
		assertThat(failure).isInstanceOf(StoreException.class);
		return String.valueOf(failure.getMessage());
	}

	/**
	 * Number of calls that take as long as a command may.
	 */
	private static long slow(Supplier<CompletableFuture<?>> command) {
		return IntStream.range(0, CALLS).filter((call) -> {
			long start = System.nanoTime();
			failure(command.get());
			return System.nanoTime() - start > COMMAND.dividedBy(2).toNanos();
		}).count();
	}

	private void awaitClosed() {
		Awaitility.await("the store asks").until(() -> this.store.breakerState() == BreakerState.CLOSED);
	}

	@ParameterizedTest
	@EnumSource
	void oneOfTenThatAskForVersionsWaits(Refusal refusal) {
		connect();
		refusal.begin.accept(this.server);
		String first = failure(this.store.observe(NAMES));
		assertThat(first).contains("observe of 1 tag(s)", refusal.name());
		assertThat(this.store.breakerState()).isEqualTo(BreakerState.OPEN);
		assertThat(slow(() -> this.store.observe(NAMES))).isZero();
		assertThat(failure(this.store.append(INVALIDATION))).contains("was not sent");
	}

	@ParameterizedTest
	@EnumSource
	void invalidationOpensIt(Refusal refusal) {
		connect();
		refusal.begin.accept(this.server);
		assertThat(failure(this.store.append(INVALIDATION))).contains("append of 1 tag(s)", refusal.name());
		assertThat(this.store.breakerState()).isEqualTo(BreakerState.OPEN);
	}

	@ParameterizedTest
	@EnumSource
	void entriesAreReadAndOpenNothing(Refusal refusal) {
		connect();
		refusal.begin.accept(this.server);
		assertThat(Futures.await(this.store.get(KEY))).hasSize(1);
		assertThat(failure(this.store.set(KEY, new byte[2], 0))).contains(refusal.name());
		assertThat(Futures.await(this.store.get(KEY))).hasSize(1);
		assertThat(this.store.breakerState()).isEqualTo(BreakerState.CLOSED);
	}

	@ParameterizedTest
	@EnumSource
	void oneOfTenWritesOfEntriesWaitsAtMost(Refusal refusal) {
		connect();
		refusal.begin.accept(this.server);
		assertThat(slow(() -> this.store.set(KEY, new byte[2], 0))).isLessThanOrEqualTo(1);
		assertThat(slow(() -> this.store.acquire(KEY, "node-1", 1000))).isZero();
		assertThat(this.store.breakerState()).isEqualTo(BreakerState.CLOSED);
	}

	/**
	 * A server that could not save is not asked again, so nobody has waited for it.
	 */
	@Test
	void writeThatWasNotWaitedForKeepsNoOtherOneFromWaiting() {
		connect();
		Refusal.MISCONF.begin.accept(this.server);
		assertThat(failure(this.store.set(KEY, new byte[2], 0))).contains("MISCONF");
		Refusal.MISCONF.end.accept(this.server);
		Refusal.NOREPLICAS.begin.accept(this.server);
		assertThat(slow(() -> this.store.set(KEY, new byte[2], 0))).isOne();
	}

	@ParameterizedTest
	@EnumSource
	void storeItselfFindsThatWritesAreTakenAgain(Refusal refusal) {
		this.store.close();
		this.store = store(Duration.ofMillis(100));
		connect();
		refusal.begin.accept(this.server);
		failure(this.store.observe(NAMES));
		refusal.end.accept(this.server);
		awaitClosed();
		assertThat(Futures.await(this.store.append(INVALIDATION)).isDone()).isTrue();
	}

	@Test
	void fullServerIsReadAndOpensNothing() {
		connect();
		call(this.server, "CONFIG", "SET", "maxmemory", "1");
		for (int call = 0; call < CALLS; call++) {
			assertThatExceptionOfType(StoreException.class)
				.isThrownBy(() -> Futures.await(this.store.append(INVALIDATION)))
				.withMessageContaining("OOM");
			assertThat(failure(this.store.set(KEY, new byte[2], 0))).contains("OOM");
			assertThat(Futures.await(this.store.get(KEY))).hasSize(1);
			assertThat(Futures.await(this.store.observe(NAMES)).clock()).isPositive();
		}
		assertThat(slow(() -> this.store.set(KEY, new byte[2], 0))).isZero();
		assertThat(this.store.breakerState()).isEqualTo(BreakerState.CLOSED);
	}

	/**
	 * The driver knows which node was the master when it connected.
	 */
	@Test
	void staticNodesAreLookedAtAgainWhenAnotherOneIsTheMaster() {
		try (EmbeddedRedis other = EmbeddedRedis.startReplicaOf(this.server)) {
			RedisStaticMasterReplicaConfiguration nodes = new RedisStaticMasterReplicaConfiguration(this.server.host(),
					this.server.port());
			nodes.addNode(other.host(), other.port());
			use(LettuceFactories.of(nodes));
			failOver(other, () -> {
			});
		}
	}

	/**
	 * Connections to the server that had the name before stay open.
	 */
	@Test
	void nameIsLookedUpAgainWhenItStandsForAnotherServer() {
		try (RoundTripProxy name = RoundTripProxy.to(this.server);
				EmbeddedRedis other = EmbeddedRedis.startReplicaOf(this.server)) {
			use(LettuceFactories.of(name.uri()));
			failOver(other, () -> name.pointTo(other));
			this.store.close();
			this.factory.destroy();
		}
	}

	private void failOver(EmbeddedRedis other, Runnable announce) {
		connect();
		call(other, "REPLICAOF", "NO", "ONE");
		call(this.server, "REPLICAOF", other.host(), other.port());
		announce.run();
		assertThat(failure(this.store.append(INVALIDATION))).contains("READONLY");
		Awaitility.await("the store has found the new master").atMost(LettuceFactories.TIMEOUT).until(() -> {
			followerIsAnswered();
			return this.store.breakerState() == BreakerState.CLOSED;
		});
		assertThat(Futures.await(this.store.append(INVALIDATION)).isDone()).isTrue();
	}

	/**
	 * A server that takes writes again is no reason to lose a connection that the
	 * application uses as well.
	 */
	@Test
	void connectionIsKeptWhereTheSameServerTakesWritesAgain() {
		connect();
		Refusal.NOREPLICAS.begin.accept(this.server);
		failure(this.store.observe(NAMES));
		long before = connectionsReceived();
		Refusal.NOREPLICAS.end.accept(this.server);
		followerIsAnswered();
		awaitClosed();
		// The follower's, and the one that counts
		assertThat(connectionsReceived() - before).isLessThanOrEqualTo(3);
		assertThat(Futures.await(this.store.append(INVALIDATION)).isDone()).isTrue();
	}

	private void followerIsAnswered() {
		try (LogConnection connection = Futures.await(this.store.connect())) {
			Futures.await(connection.beat(BEAT));
		}
	}

	private long connectionsReceived() {
		try (RespConnection admin = this.server.connect()) {
			return String.valueOf(admin.text("INFO", "stats"))
				.lines()
				.filter((line) -> line.startsWith("total_connections_received:"))
				.mapToLong((line) -> Long.parseLong(line.substring(line.indexOf(':') + 1)))
				.sum();
		}
	}

	private static void call(EmbeddedRedis server, Object... command) {
		try (RespConnection admin = server.connect()) {
			admin.call(command);
		}
	}

	/**
	 * Why a server takes no writes.
	 */
	enum Refusal {

		/** It is a replica, of a master that is away here. */
		READONLY((server) -> call(server, "REPLICAOF", "127.0.0.1", 1),
				(server) -> call(server, "REPLICAOF", "NO", "ONE")),

		/** It has fewer replicas than it must have. */
		NOREPLICAS((server) -> call(server, "CONFIG", "SET", "min-replicas-to-write", 1),
				(server) -> call(server, "CONFIG", "SET", "min-replicas-to-write", 0)),

		/** It could not save to disk. */
		MISCONF(Refusal::failToSave, (server) -> call(server, "CONFIG", "SET", "stop-writes-on-bgsave-error", "no"));

		private final Consumer<EmbeddedRedis> begin;

		private final Consumer<EmbeddedRedis> end;

		Refusal(Consumer<EmbeddedRedis> begin, Consumer<EmbeddedRedis> end) {
			this.begin = begin;
			this.end = end;
		}

		/**
		 * The directory that the server runs in is gone.
		 */
		private static void failToSave(EmbeddedRedis server) {
			try (RespConnection admin = server.connect()) {
				Files.delete(Path.of(Text.text((byte[]) ((List<?>) admin.call("CONFIG", "GET", "dir")).get(1))));
				admin.call("CONFIG", "SET", "save", "3600 1");
				admin.call("BGSAVE");
				Awaitility.await("the save has failed")
					.until(() -> String.valueOf(admin.text("INFO", "persistence"))
						.contains("rdb_last_bgsave_status:err"));
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
