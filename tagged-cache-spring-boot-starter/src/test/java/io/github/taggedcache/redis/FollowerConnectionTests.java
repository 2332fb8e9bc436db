package io.github.taggedcache.redis;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Beat;
import io.github.taggedcache.core.store.BeatResult;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.LogConnection;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.OwnAppend;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.testsupport.CommandLog;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.MonitoredCommand;
import io.github.taggedcache.testsupport.RespConnection;
import io.github.taggedcache.testsupport.RoundTripProxy;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.TimeoutOptions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration.LettuceClientConfigurationBuilder;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The connection of a follower: that there is one of it, and what becomes of it when it
 * is lost.
 */
class FollowerConnectionTests {

	private static final long A_MINUTE = 60_000;

	private static final Duration SOON = Duration.ofSeconds(10);

	private static final Beat BEAT = new Beat("node-1", List.of(), List.of(TagName.NAMESPACE));

	private final EmbeddedRedis server = EmbeddedRedis.start();

	private final RoundTripProxy proxy = RoundTripProxy.to(this.server);

	private LettuceConnectionFactory factory = LettuceFactories.of(this.server.uri());

	private RedisStore store = new RedisStore(this.factory, new KeyLayout("shop"), 1000, LettuceFactories.TIMEOUT);

	@AfterEach
	void close() {
		this.store.close();
		this.factory.destroy();
		this.proxy.close();
		this.server.close();
	}

	private void use(URI uri, Consumer<LettuceClientConfigurationBuilder> client) {
		this.factory.destroy();
		this.factory = LettuceFactories.of(uri, client);
		this.store = new RedisStore(this.factory, new KeyLayout("shop"), 1000, LettuceFactories.TIMEOUT);
	}

	@Test
	void followerTakesOneConnectionMore() {
		Futures.await(this.store.prepare());
		long before = clients("");
		try (LogConnection connection = connect()) {
			Futures.await(connection.read(0, 10, 1));
			assertThat(clients("")).isEqualTo(before + 1);
			assertThat(clients("name=" + MasterConnector.CLIENT_NAME)).isEqualTo(1);
		}
	}

	@Test
	void followerHasTheNameThatTheApplicationConfigured() {
		use(this.server.uri(), (client) -> client.clientName("shop-7"));
		connect();
		assertThat(clients("name=shop-7")).isEqualTo(1);
		assertThat(clients("name=" + MasterConnector.CLIENT_NAME)).isZero();
	}

	@Test
	void closedConnectionIsGone() {
		connect().close();
		awaitNoFollower();
	}

	@Test
	void closingTheStoreClosesItsFollowersConnections() {
		LogConnection connection = connect();
		CompletableFuture<List<LogRecord>> read = connection.read(0, 10, A_MINUTE);
		this.store.close();
		assertFails(read, "the connection was closed");
		awaitNoFollower();
	}

	@Test
	void closedStoreOpensNoConnection() {
		this.store.close();
		assertFails(this.store.connect(), "the store was closed");
		awaitNoFollower();
	}

	@Test
	void connectionThatIsKilledFailsItsReadAndStaysAway() {
		try (LogConnection connection = connect()) {
			CompletableFuture<List<LogRecord>> read = connection.read(0, 10, A_MINUTE);
			killFollower();
			// The driver may have noticed first, and says it in its own words
			assertFails(read, "Redis: ");
			assertFails(connection.beat(BEAT), "Redis: ");
			Awaitility.await("a driver that connects again would do so by then")
				.during(Duration.ofMillis(500))
				.atMost(SOON)
				.until(() -> clients("name=" + MasterConnector.CLIENT_NAME) == 0);
		}
	}

	@Test
	void newConnectionReadsOnWhereTheOldOneWasKilled() {
		long first = invalidate("a");
		CompletableFuture<List<LogRecord>> lost = connect().read(first, 10, A_MINUTE);
		killFollower();
		assertFails(lost, "Redis: ");
		long second = invalidate("b");
		try (LogConnection connection = connect()) {
			assertThat(Futures.await(connection.read(first, 10, 0))).extracting(LogRecord::version)
				.containsExactly(second);
		}
	}

	@Test
	void readWithoutAnAnswerFailsALittleAfterItsWait() {
		use(this.proxy.uri(), (client) -> {
		});
		try (LogConnection connection = connect()) {
			this.proxy.swallow(true);
			long start = System.nanoTime();
			assertFails(connection.read(0, 10, 100), "no answer within 1100 ms");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(1),
					Duration.ofSeconds(5));
		}
	}

	@Test
	void beatWithoutAnAnswerFailsWithinASecond() {
		use(this.proxy.uri(), (client) -> {
		});
		try (LogConnection connection = connect()) {
			this.proxy.swallow(true);
			assertFails(connection.beat(BEAT), "no answer within 1000 ms");
		}
	}

	@Test
	void shortCommandTimeoutIsTheDeadline() {
		use(this.proxy.uri(), (client) -> client.commandTimeout(Duration.ofMillis(300)));
		try (LogConnection connection = connectPatiently()) {
			this.proxy.swallow(true);
			assertFails(connection.beat(BEAT), "no answer within 300 ms");
			assertFails(connection.read(0, 10, 100), "no answer within 400 ms");
		}
	}

	@Test
	void readMayWaitLongerThanTheDriverLetsACommandTake() {
		use(this.server.uri(), (client) -> client.commandTimeout(Duration.ofMillis(500))
			.clientOptions(ClientOptions.builder().timeoutOptions(TimeoutOptions.enabled()).build()));
		try (LogConnection connection = connectPatiently()) {
			long start = System.nanoTime();
			assertThat(Futures.await(connection.read(0, 10, 1000))).isEmpty();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(900));
		}
	}

	@Test
	void frozenServerFailsTheRead() {
		try (LogConnection connection = connect()) {
			this.server.pause();
			assertFails(connection.read(0, 10, 100), "no answer within 1100 ms");
		}
		finally {
			this.server.resume();
		}
	}

	@Test
	void serverThatIsAwayFailsTheAttemptUntilItIsBack() {
		this.server.stop();
		assertFails(this.store.connect(), "connecting to the invalidation log");
		this.server.restart();
		connect().close();
	}

	@Test
	void connectingBlocksNobody() {
		use(this.proxy.uri(), (client) -> {
		});
		this.proxy.holdRequests();
		CompletableFuture<LogConnection> connecting = this.store.connect();
		assertThat(connecting).isNotDone();
		this.proxy.release();
		assertThat(connecting).succeedsWithin(SOON).satisfies(LogConnection::close);
	}

	@Test
	void connectionThatIsReadyAfterTheStoreWasClosedIsClosed() {
		use(this.proxy.uri(), (client) -> {
		});
		this.proxy.holdRequests();
		CompletableFuture<LogConnection> connecting = this.store.connect();
		this.store.close();
		assertFails(connecting, "the store was closed");
		this.proxy.release();
		Awaitility.await("the server has noticed").untilAsserted(() -> assertThat(clients("")).isZero());
	}

	@Test
	void factoryThatIsStoppedIsAClearErrorUntilItIsStarted() {
		this.factory.stop();
		assertFails(this.store.connect(), "connecting to the invalidation log");
		this.factory.start();
		connect().close();
	}

	@Test
	void masterThatWasDemotedProvesNothing() {
		try (LogConnection connection = connect(); RespConnection admin = this.server.connect()) {
			admin.call("REPLICAOF", "127.0.0.1", 1);
			assertFails(connection.beat(BEAT), "READONLY");
		}
	}

	@Test
	void masterThatWasDemotedDoesNotProveThePosition() {
		long position = invalidate();
		try (LogConnection connection = connect(); RespConnection admin = this.server.connect()) {
			assertThat(Futures.await(connection.beat(beatAt(position))).clock()).isEqualTo(position);
			admin.call("REPLICAOF", "127.0.0.1", 1);
			assertFails(connection.beat(beatAt(position)), "READONLY");
		}
	}

	@Test
	void beatAtThePositionReadsTheClockAlone() {
		long position = invalidate();
		assertThat(commandsOf(beatAt(position))).containsExactly("GETEX");
		assertThat(commandsOf(beatAt(position, TagName.NAMESPACE))).containsExactly("GETEX", "MGET");
	}

	@Test
	void beatBehindTheClockAsksTheScript() {
		long position = invalidate();
		long clock = invalidate();
		try (LogConnection connection = connect()) {
			assertThat(Futures.await(connection.beat(beatAt(position)))).isEqualTo(new BeatResult(clock, clock, false));
		}
		assertThat(commandsOf(beatAt(position))).startsWith("GETEX", "EVALSHA");
	}

	@Test
	void beatThatLooksForOwnAppendsAsksTheScript() {
		long position = invalidate();
		OwnAppend own = new OwnAppend(position, Mode.HARD, List.of("a"));
		assertThat(commandsOf(new Beat("node-1", List.of(own), List.of(), position))).startsWith("EVALSHA");
	}

	private static Beat beatAt(long position, String... implicitTags) {
		return new Beat("node-1", List.of(), List.of(implicitTags), position);
	}

	private long invalidate() {
		return Futures
			.await(this.store.append(new Append(List.of("a"), List.of(), Mode.HARD, 0, 0, Append.ALWAYS, "node-1")))
			.version();
	}

	/**
	 * Nobody waits for all that a beat sends. The read behind it is answered after that.
	 */
	private List<String> commandsOf(Beat beat) {
		try (LogConnection connection = connect()) {
			return CommandLog.of(this.server).record(() -> {
				Futures.await(connection.beat(beat));
				Futures.await(connection.read(0, 1, 0));
			}).stream().map(MonitoredCommand::name).filter((name) -> !name.equals("XREAD")).toList();
		}
	}

	@Test
	void beatIsOneCommandAndTouchesTheImplicitTags() {
		try (LogConnection connection = connect()) {
			List<MonitoredCommand> commands = CommandLog.of(this.server)
				.record(() -> Futures.await(connection.beat(BEAT)));
			assertThat(commands).filteredOn((command) -> !command.fromScript())
				.extracting(MonitoredCommand::name)
				.containsExactly("EVALSHA");
			assertThat(commands).filteredOn(MonitoredCommand::fromScript)
				.anySatisfy((command) -> assertThat(command.arguments()).containsExactly("{shop}:clock", "{shop}:log",
						"{shop}:tag:~"));
		}
	}

	/**
	 * A connection whose name the server knows: it has answered on it.
	 */
	private LogConnection connect() {
		LogConnection connection = Futures.await(this.store.connect());
		Futures.await(connection.beat(BEAT));
		return connection;
	}

	/**
	 * With a time limit that a busy machine may need more than once.
	 */
	private LogConnection connectPatiently() {
		return Awaitility.await("a connection").ignoreExceptions().until(this::connect, Objects::nonNull);
	}

	private long invalidate(String tag) {
		return Futures
			.await(this.store.append(new Append(List.of(tag), List.of(), Mode.HARD, 0, 1000, Append.ALWAYS, "node-1")))
			.version();
	}

	private static void assertFails(CompletableFuture<?> answer, String message) {
		assertThat(answer).failsWithin(SOON)
			.withThrowableThat()
			.withCauseInstanceOf(StoreException.class)
			.withMessageContaining(message);
	}

	private void killFollower() {
		try (RespConnection admin = this.server.connect()) {
			String follower = admin.text("CLIENT", "LIST")
				.lines()
				.filter((line) -> line.contains("name=" + MasterConnector.CLIENT_NAME))
				.findFirst()
				.orElseThrow();
			admin.call("CLIENT", "KILL", "ID", follower.split(" ", 2)[0].substring("id=".length()));
		}
	}

	private void awaitNoFollower() {
		Awaitility.await("the server has noticed")
			.untilAsserted(() -> assertThat(clients("name=" + MasterConnector.CLIENT_NAME)).isZero());
	}

	/**
	 * The number of connections that the server describes with this text, without the one
	 * that asks.
	 */
	private long clients(String text) {
		try (RespConnection admin = this.server.connect()) {
			return admin.text("CLIENT", "LIST")
				.lines()
				.filter((line) -> line.contains(text) && !line.contains("cmd=client"))
				.count();
		}
	}

}
