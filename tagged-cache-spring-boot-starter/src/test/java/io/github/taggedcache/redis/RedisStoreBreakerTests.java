package io.github.taggedcache.redis;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.Beat;
import io.github.taggedcache.core.store.BreakerState;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.LogConnection;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RespConnection;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The circuit breaker before a real server.
 */
class RedisStoreBreakerTests {

	private static final EntryKey KEY = EntryKey.of("articles", "1");

	private static final KeyLayout LAYOUT = new KeyLayout("shop");

	private static final Beat BEAT = new Beat("node-1", List.of(), List.of(TagName.NAMESPACE));

	private static final Duration COMMAND = Duration.ofMillis(400);

	private static final Duration NEVER = Duration.ofHours(1);

	/** The driver does not connect again by itself within a test. */
	private final DefaultClientResources resources = DefaultClientResources.builder()
		.reconnectDelay(Delay.constant(NEVER))
		.build();

	private final EmbeddedRedis server = EmbeddedRedis.start();

	private final LettuceConnectionFactory factory = LettuceFactories.of(this.server.uri(),
			(client) -> client.clientResources(this.resources));

	private RedisStore store = store(NEVER);

	@AfterEach
	void stop() {
		this.server.resume();
		this.store.close();
		this.factory.destroy();
		this.server.close();
		assertThat(this.resources.shutdown(0, 100, TimeUnit.MILLISECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS))
			.isTrue();
	}

	private RedisStore store(@Nullable Duration period) {
		return new RedisStore(this.factory, LAYOUT, 1000, COMMAND, period);
	}

	private void use(@Nullable Duration period) {
		this.store.close();
		this.store = store(period);
	}

	private String failure() {
		Throwable failure = this.store.get(KEY).handle((value, ex) -> ex).join();
		assertThat(failure).isInstanceOf(StoreException.class);
		return String.valueOf(failure.getMessage());
	}

	private List<String> failures(int calls) {
		return IntStream.range(0, calls).mapToObj((i) -> failure()).toList();
	}

	private void answers() {
		assertThat(this.store.get(KEY)).succeedsWithin(LettuceFactories.TIMEOUT);
	}

	/**
	 * Makes the shared connection, which may take longer than a command may here.
	 */
	private void connect() {
		Futures.await(new RedisStore(this.factory, LAYOUT, 1000, LettuceFactories.TIMEOUT).prepare());
		answers();
	}

	@Test
	void oneOfTwentyCommandsWaitsForAServerThatHangs() {
		connect();
		this.server.pause();
		List<String> failures = failures(20);
		assertThat(failures.get(0)).contains("GET of key").contains("no answer within 400 ms");
		assertThat(failures.subList(1, 20)).allSatisfy(
				(text) -> assertThat(text).contains("GET of key", "was not sent: Redis has not answered since"));
		assertThat(this.store.breakerState()).isEqualTo(BreakerState.OPEN);
	}

	@Test
	void oneOfTwentyCommandsWaitsForAServerThatDied() {
		connect();
		this.server.kill();
		assertThat(failures(20)).filteredOn((text) -> !text.contains("was not sent")).hasSize(1);
	}

	@Test
	void oneOfTwentyCommandsConnectsToAServerThatWasNeverThere() {
		this.server.kill();
		assertThat(failures(20)).filteredOn((text) -> !text.contains("was not sent")).hasSize(1);
	}

	@Test
	void commandsThatAreUnderWayTogetherWaitTogether() {
		connect();
		this.server.pause();
		List<CompletableFuture<byte[]>> calls = IntStream.range(0, 20).mapToObj((i) -> this.store.get(KEY)).toList();
		calls.forEach((call) -> assertThat(call).failsWithin(LettuceFactories.TIMEOUT));
		assertThat(failure()).contains("was not sent");
	}

	@Test
	void allCommandsAreSentWhereTheBreakerIsSwitchedOff() {
		use(null);
		connect();
		this.server.pause();
		assertThat(failures(2)).allSatisfy((text) -> assertThat(text).contains("no answer within"));
		assertThat(this.store.breakerState()).isNull();
	}

	@Test
	void errorOfAFullServerOpensNothing() {
		connect();
		try (RespConnection admin = this.server.connect()) {
			admin.call("CONFIG", "SET", "maxmemory", "1");
		}
		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> Futures.await(this.store.set(KEY, new byte[1], 0)))
			.withMessageContaining("OOM");
		assertThat(this.store.breakerState()).isEqualTo(BreakerState.CLOSED);
		answers();
	}

	@Test
	void storeItselfFindsThatRedisAnswersAgain() {
		use(Duration.ofMillis(100));
		connect();
		this.server.pause();
		failure();
		this.server.resume();
		awaitClosed();
		answers();
	}

	/**
	 * A period is much shorter here than the time that a command waits.
	 */
	@Test
	void noCommandButTheFirstWaitsWhileTheStoreAsks() {
		use(Duration.ofMillis(20));
		connect();
		this.server.pause();
		failure();
		Set<BreakerState> states = EnumSet.noneOf(BreakerState.class);
		long end = System.nanoTime() + COMMAND.multipliedBy(3).toNanos();
		while (System.nanoTime() - end < 0) {
			assertThat(this.store.get(KEY)).isCompletedExceptionally();
			states.add(this.store.breakerState());
		}
		assertThat(states).contains(BreakerState.HALF_OPEN).doesNotContain(BreakerState.CLOSED);
	}

	@Test
	void storeAsksWhenTheFollowerIsAnswered() {
		connect();
		this.server.pause();
		failure();
		this.server.resume();
		followerIsAnswered();
		awaitClosed();
		answers();
	}

	/**
	 * The driver would wait for an hour.
	 */
	@Test
	void commandAfterAnAnswerToTheFollowerConnectsAnew() {
		connect();
		this.server.kill();
		failure();
		this.server.restart();
		followerIsAnswered();
		awaitClosed();
		answers();
		answers();
	}

	@Test
	void connectionThatIsNotLostIsKept() {
		connect();
		long before = connections();
		this.server.pause();
		failure();
		this.server.resume();
		followerIsAnswered();
		awaitClosed();
		answers();
		Awaitility.await("the follower's connection is closed").until(() -> connections() == before);
	}

	private void awaitClosed() {
		Awaitility.await("the store asks").until(() -> this.store.breakerState() == BreakerState.CLOSED);
	}

	private void followerIsAnswered() {
		LogConnection connection = Futures.await(this.store.connect());
		Futures.await(connection.beat(BEAT));
		connection.close();
	}

	private long connections() {
		try (RespConnection admin = this.server.connect()) {
			return String.valueOf(admin.text("INFO", "clients"))
				.lines()
				.filter((line) -> line.startsWith("connected_clients:"))
				.mapToLong((line) -> Long.parseLong(line.substring(line.indexOf(':') + 1)))
				.sum();
		}
	}

}
