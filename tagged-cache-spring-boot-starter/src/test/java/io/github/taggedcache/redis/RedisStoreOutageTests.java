package io.github.taggedcache.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RespConnection;
import io.github.taggedcache.testsupport.RoundTripProxy;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A server that is away, hangs, or loses its connections.
 */
class RedisStoreOutageTests {

	private static final EntryKey KEY = EntryKey.of("articles", "1");

	private static final ObservedNames NAMES = new ObservedNames(List.of("a"), List.of(KEY), 1000, false);

	private static final Append INVALIDATION = new Append(List.of("a", "b"), List.of(), Mode.HARD, 0, 1000,
			Append.ALWAYS, "node-1");

	private static final Append CONDITIONAL = new Append(List.of(), List.of(KEY), Mode.HARD, 0, 1000, Long.MAX_VALUE,
			"node-1");

	private static final Duration SHORT = Duration.ofSeconds(1);

	private final EmbeddedRedis server = EmbeddedRedis.start();

	private final RoundTripProxy proxy = RoundTripProxy.to(this.server.uri(), Duration.ZERO);

	private LettuceConnectionFactory factory = LettuceFactories.of(this.proxy.uri());

	private RedisStore store = store(this.factory);

	@AfterEach
	void stop() {
		this.factory.destroy();
		this.proxy.close();
		this.server.close();
	}

	private static RedisStore store(LettuceConnectionFactory factory) {
		return new RedisStore(factory, new KeyLayout("shop"), 1000, LettuceFactories.TIMEOUT);
	}

	private void use(ClientOptions options, Duration timeout) {
		this.factory.destroy();
		this.factory = LettuceFactories.of(this.proxy.uri(),
				(client) -> client.clientOptions(options).commandTimeout(timeout));
		this.store = store(this.factory);
	}

	@Test
	void serverThatWasNeverThereIsAnErrorThatNamesTheCommand() {
		this.server.kill();
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> Futures.await(this.store.get(KEY)))
			.withMessageContaining("GET of key #6b86b273 of region 'articles'");
		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> Futures.await(this.store.set(KEY, new byte[1], 0)))
			.withMessageContaining("SET of key #6b86b273 of region 'articles'");
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> Futures.await(this.store.remove(KEY)))
			.withMessageContaining("UNLINK of key #6b86b273 of region 'articles'");
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> Futures.await(this.store.append(INVALIDATION)))
			.withMessageContaining("append of 2 tag(s) and 0 key(s) in namespace 'shop'");
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> Futures.await(this.store.observe(NAMES)))
			.withMessageContaining("observe of 1 tag(s) and 1 key(s) in namespace 'shop'");
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> Futures.await(this.store.prepare()))
			.withMessageContaining("loading the scripts");
	}

	@Test
	void storeWorksWhenTheServerComesLater() {
		this.server.kill();
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> Futures.await(this.store.get(KEY)));
		this.server.restart();
		assertThat(Futures.await(this.store.get(KEY))).isNull();
	}

	@Test
	void callerIsNotHeldWhileTheServerIsAway() {
		this.server.pause();
		long start = System.nanoTime();
		List<CompletableFuture<byte[]>> reads = List.of(this.store.get(KEY), this.store.get(KEY));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LettuceFactories.TIMEOUT);
		assertThat(reads).allSatisfy((read) -> assertThat(read).isNotDone());
		this.server.resume();
		assertThat(reads).allSatisfy((read) -> assertThat(read).succeedsWithin(LettuceFactories.TIMEOUT));
	}

	@Test
	void commandWhoseTimeIsOverWaitsForTheConnectionNoLonger() {
		this.server.pause();
		ConnectionSource connections = new ConnectionSource(this.factory, SHORT);
		List<CompletableFuture<String>> answers = Stream
			.generate(() -> connections.<String>send((connection) -> new CompletableFuture<>()))
			.limit(3)
			.toList();
		assertThat(connections.waiting()).isEqualTo(3);
		assertThat(answers).allSatisfy((answer) -> assertThat(answer).failsWithin(LettuceFactories.TIMEOUT)
			.withThrowableThat()
			.withCauseInstanceOf(TimeoutException.class));
		Awaitility.await("they have left the queue while the server still hangs")
			.atMost(LettuceFactories.TIMEOUT.dividedBy(2))
			.until(() -> connections.waiting() == 0);
		this.server.resume();
	}

	@Test
	void serverThatIsKilledIsAnErrorWithinTheTimeout() {
		use(ClientOptions.create(), SHORT);
		Futures.await(this.store.prepare());
		this.server.kill();
		assertFailsInTime();
	}

	@Test
	void storeWorksAgainWhenTheServerIsBack() {
		use(ClientOptions.create(), SHORT);
		Futures.await(this.store.set(KEY, new byte[1], 0));
		this.server.kill();
		assertFailsInTime();
		this.server.restart();
		Awaitility.await("the driver has connected again").ignoreExceptions().untilAsserted(() -> {
			assertThat(Futures.await(this.store.append(INVALIDATION)).isDone()).isTrue();
			assertThat(Futures.await(this.store.get(KEY))).isNull();
		});
	}

	@Test
	void serverThatHangsIsAnErrorWithinTheTimeout() {
		use(ClientOptions.create(), SHORT);
		Futures.await(this.store.prepare());
		this.server.pause();
		assertFailsInTime();
	}

	@Test
	void serverThatHangsIsAnErrorWithinTheTimeoutAlsoWhereTheDriverHasNone() {
		use(ClientOptions.builder().timeoutOptions(TimeoutOptions.create()).build(), SHORT);
		Futures.await(this.store.prepare());
		this.server.pause();
		assertFailsInTime();
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> Futures.await(this.store.get(KEY)))
			.withMessageContaining("no answer within 1000 ms");
	}

	@Test
	void serverThatHangsIsAnErrorWithinOurTimeoutAlsoWhereTheDriverHasALongerOne() {
		use(ClientOptions.create(), RedisURI.DEFAULT_TIMEOUT_DURATION);
		this.store = new RedisStore(this.factory, new KeyLayout("shop"), 1000, SHORT);
		Futures.await(this.store.prepare());
		this.server.pause();
		assertFailsInTime();
	}

	private void assertFailsInTime() {
		long start = System.nanoTime();
		List<CompletableFuture<?>> calls = List.of(this.store.get(KEY), this.store.append(INVALIDATION),
				this.store.observe(NAMES), this.store.remove(KEY));
		for (CompletableFuture<?> call : calls) {
			assertThatExceptionOfType(StoreException.class).isThrownBy(() -> Futures.await(call));
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SHORT.multipliedBy(3));
	}

	@Test
	void callsWhoseConnectionIsResetAreAnsweredAfterTheReconnect() {
		Futures.await(this.store.prepare());
		this.proxy.holdAnswers();
		CompletableFuture<Observation> seen = this.store.observe(NAMES);
		CompletableFuture<Appended> appended = this.store.append(INVALIDATION);
		this.proxy.cutAll();
		this.proxy.release();
		assertThat(seen).succeedsWithin(LettuceFactories.TIMEOUT);
		assertThat(appended).succeedsWithin(LettuceFactories.TIMEOUT);
	}

	@Test
	void callsWhoseConnectionIsResetAreRepeatedWhereTheDriverDoesNotReconnect() {
		useWithoutReconnect();
		CompletableFuture<byte[]> entry = this.store.get(KEY);
		CompletableFuture<Appended> appended = this.store.append(INVALIDATION);
		loseAnswers(2);
		assertThat(entry).succeedsWithin(LettuceFactories.TIMEOUT);
		assertThat(appended).succeedsWithin(LettuceFactories.TIMEOUT);
	}

	@Test
	void conditionalKeyEventWhoseAnswerWasLostIsNotRepeated() {
		useWithoutReconnect();
		CompletableFuture<Appended> appended = this.store.append(CONDITIONAL);
		loseAnswers(1);
		assertThat(appended).failsWithin(LettuceFactories.TIMEOUT)
			.withThrowableThat()
			.withCauseInstanceOf(StoreException.class);
		assertThat(logLength()).isEqualTo(1);
	}

	private void useWithoutReconnect() {
		use(ClientOptions.builder().autoReconnect(false).build(), LettuceFactories.TIMEOUT);
		this.factory.setValidateConnection(true);
		Futures.await(this.store.prepare());
		try (RespConnection admin = this.server.connect()) {
			admin.call("CONFIG", "RESETSTAT");
		}
		this.proxy.holdAnswers();
	}

	/**
	 * Cuts the connection when the server has done everything, and nobody knows it.
	 */
	private void loseAnswers(int commands) {
		try (RespConnection admin = this.server.connect()) {
			Awaitility.await("the server has done what it was sent")
				.until(() -> done(admin.text("INFO", "commandstats")) >= commands);
		}
		this.proxy.cutAll();
		this.proxy.release();
	}

	private static long done(String statistics) {
		return statistics.lines()
			.filter((line) -> line.startsWith("cmdstat_get:") || line.startsWith("cmdstat_evalsha:"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll(".*:calls=(\\d+),.*", "$1")))
			.sum();
	}

	private long logLength() {
		try (RespConnection admin = this.server.connect()) {
			return admin.number("XLEN", "{shop}:log");
		}
	}

}
