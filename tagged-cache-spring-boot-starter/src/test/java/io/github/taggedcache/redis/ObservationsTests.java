package io.github.taggedcache.redis;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.core.store.TagVersion;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RespConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What may happen between the two reads of an observation without a script.
 */
class ObservationsTests {

	private static final KeyLayout LAYOUT = new KeyLayout("shop");

	private static final EntryKey KEY = EntryKey.of("articles", "1");

	private final EmbeddedRedis server = EmbeddedRedis.start();

	private final LettuceConnectionFactory factory = LettuceFactories.of(this.server.uri());

	private final RedisStore store = new RedisStore(this.factory, LAYOUT, 1000, LettuceFactories.TIMEOUT);

	private final ControlKeys control = new ControlKeys(LAYOUT, 1000, false);

	@BeforeEach
	void register() {
		invalidate();
		observe(() -> {
		});
	}

	@AfterEach
	void stop() {
		this.factory.destroy();
		this.server.close();
	}

	@Test
	void quietReadsAreWhatTheScriptWouldAnswer() {
		Observation read = observe(() -> {
		});
		ObservedNames names = new ObservedNames(List.of("a", "~"), List.of(KEY), 1000, true);
		assertThat(read).isEqualTo(Futures.await(this.store.observe(names)));
	}

	@Test
	void invalidationBetweenTheReadsIsSeen() {
		long[] version = new long[1];
		Observation seen = observe(() -> version[0] = invalidate());
		assertThat(seen.clock()).isEqualTo(version[0]);
		assertThat(seen.tag("a")).isEqualTo(new TagVersion(version[0], 0));
	}

	@Test
	void keyEventBetweenTheReadsIsSeen() {
		long[] version = new long[1];
		Observation seen = observe(() -> version[0] = append(List.of(), List.of(KEY)));
		assertThat(seen.keyEvents()).containsEntry(KEY, version[0]);
	}

	@Test
	void flushBetweenTheReadsIsSeen() {
		Observation before = observe(() -> {
		});
		Observation seen = observe(() -> call("FLUSHALL"));
		assertThat(seen.clock()).isGreaterThan(before.clock());
		assertThat(seen.tag("a")).isEqualTo(new TagVersion(seen.clock(), 0));
		assertThat(seen.keyEvents()).containsEntry(KEY, seen.clock());
	}

	@Test
	void lostClockIsMadeAgain() {
		Observation before = observe(() -> {
		});
		call("DEL", LAYOUT.clock());
		assertThat(observe(() -> {
		}).clock()).isGreaterThanOrEqualTo(before.clock());
	}

	@Test
	void clockOfAnotherTypeIsMadeAgain() {
		call("DEL", LAYOUT.clock());
		call("LPUSH", LAYOUT.clock(), "of somebody else");
		Observation seen = observe(() -> {
		});
		assertThat(seen.clock()).isPositive();
		assertThat(clockAlone().clock()).isEqualTo(seen.clock());
	}

	@Test
	void lostClockIsMadeAgainWhereNothingElseIsAsked() {
		call("DEL", LAYOUT.clock());
		assertThat(clockAlone().clock()).isPositive();
	}

	@Test
	void evictedVersionIsRegisteredAtTheClock() {
		call("DEL", LAYOUT.tag("a"));
		Observation seen = observe(() -> {
		});
		assertThat(seen.tag("a")).isEqualTo(new TagVersion(seen.clock(), 0));
	}

	@Test
	void versionThatIsEvictedBetweenTheReadsStaysGood() {
		Observation before = observe(() -> {
		});
		assertThat(observe(() -> call("DEL", LAYOUT.tag("a")))).isEqualTo(before);
	}

	@Test
	void masterThatIsDemotedBetweenTheReadsDoesNotAnswer() {
		assertThatThrownBy(() -> observe(() -> call("REPLICAOF", "127.0.0.1", "1")))
			.isInstanceOf(CompletionException.class)
			.hasMessageContaining("READONLY");
	}

	@Test
	void replicaDoesNotTellTheClockAlone() {
		call("REPLICAOF", "127.0.0.1", "1");
		assertThatThrownBy(this::clockAlone).isInstanceOf(CompletionException.class).hasMessageContaining("READONLY");
	}

	private long invalidate() {
		return append(List.of("a"), List.of());
	}

	private long append(List<String> tags, List<EntryKey> keys) {
		return Futures.await(this.store.append(new Append(tags, keys, Mode.HARD, 0, 100_000, Append.ALWAYS, "node-1")))
			.version();
	}

	private Observation clockAlone() {
		return send(new ObservedNames(List.of(), List.of(), 1000, false), () -> {
		});
	}

	/**
	 * Observes, and has something happen after the versions were read and before the
	 * clock is read again.
	 */
	private Observation observe(Runnable between) {
		return send(new ObservedNames(List.of("a", "~"), List.of(KEY), 1000, false), between);
	}

	private Observation send(ObservedNames names, Runnable between) {
		try (NativeConnection connection = NativeConnection.of(this.factory)) {
			return this.control.observe(names)
				.send()
				.apply(interrupted(connection.commands(), between))
				.toCompletableFuture()
				.join();
		}
	}

	/**
	 * The driver's own commands; before GETEX is sent, MGET is waited for and something
	 * happens.
	 */
	@SuppressWarnings("unchecked")
	private static RedisClusterAsyncCommands<byte[], byte[]> interrupted(
			RedisClusterAsyncCommands<byte[], byte[]> commands, Runnable between) {
		CompletionStage<?>[] read = new CompletionStage<?>[1];
		return (RedisClusterAsyncCommands<byte[], byte[]>) Proxy.newProxyInstance(
				RedisClusterAsyncCommands.class.getClassLoader(), new Class<?>[] { RedisClusterAsyncCommands.class },
				(proxy, method, arguments) -> {
					if (method.getName().equals("getex") && read[0] != null) {
						read[0].toCompletableFuture().join();
						between.run();
					}
					try {
						Object answer = method.invoke(commands, arguments);
						if (method.getName().equals("mget")) {
							read[0] = (CompletionStage<?>) answer;
						}
						return answer;
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

	private void call(Object... command) {
		try (RespConnection connection = this.server.connect()) {
			connection.call(command);
		}
	}

}
