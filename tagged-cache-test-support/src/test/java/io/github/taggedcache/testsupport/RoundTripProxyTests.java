package io.github.taggedcache.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RoundTripProxyTests {

	private static final Duration BRIEF = Duration.ofMillis(200);

	private static final Duration AMPLE = Duration.ofSeconds(10);

	private static EmbeddedRedis server;

	private RoundTripProxy proxy;

	private RespConnection connection;

	private RespConnection direct;

	@BeforeAll
	static void startServer() {
		server = EmbeddedRedis.start();
	}

	@AfterAll
	static void closeServer() {
		server.close();
	}

	@BeforeEach
	void startProxy() {
		this.proxy = RoundTripProxy.to(server);
		this.connection = RespConnection.open(this.proxy.uri());
		this.connection.call("FLUSHALL");
		this.direct = server.connect();
	}

	@AfterEach
	void closeProxy() {
		this.direct.close();
		this.connection.close();
		this.proxy.close();
	}

	@Test
	void eachAwaitedCommandIsOneRoundTrip() {
		assertThat(this.proxy.roundTrips(() -> {
			this.connection.call("SET", "key", "value");
			this.connection.call("GET", "key");
			this.connection.call("GET", "key");
		})).isEqualTo(3);
	}

	@Test
	void nothingSentIsNoRoundTrip() {
		assertThat(this.proxy.roundTrips(() -> this.direct.call("PING"))).isZero();
	}

	@Test
	void pipelinedCommandsAreOneRoundTrip() {
		assertThat(this.proxy.roundTrips(() -> {
			this.connection.send("SET", "key", "value");
			this.connection.send("GET", "key");
			this.connection.send("GET", "key");
			this.connection.receive();
			this.connection.receive();
			this.connection.receive();
		})).isEqualTo(1);
	}

	@Test
	void commandSentWithoutWaitingIsInTheSameRoundTripThoughTheServerHadAnswered() {
		try (RoundTripProxy slow = RoundTripProxy.to(server.uri(), Duration.ofSeconds(2));
				RespConnection through = RespConnection.open(slow.uri())) {
			List<RoundTrip> roundTrips = slow.record(() -> {
				through.send("SET", "first", "value");
				Await.until("the first command took effect", AMPLE, () -> this.direct.call("GET", "first") != null);
				through.readTimeout(BRIEF);
				assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(through::receive);
				through.send("GET", "first");
				through.readTimeout(AMPLE);
				through.receive();
				through.receive();
			});
			assertThat(roundTrips).containsExactly(new RoundTrip(1, List.of("SET", "GET")));
		}
	}

	@Test
	void unansweredCommandOfEarlierStretchHidesNoRoundTrip() {
		this.connection.send("GET", "key");
		assertThat(this.proxy.roundTrips(() -> {
			this.connection.send("GET", "key");
			this.connection.receive();
			this.connection.receive();
		})).isEqualTo(1);
	}

	@Test
	void connectionsAreCountedTogetherAndToldApart() {
		try (RespConnection other = RespConnection.open(this.proxy.uri())) {
			List<RoundTrip> roundTrips = this.proxy.record(() -> {
				this.connection.send("SET", "key", "value");
				other.send("GET", "key");
				this.connection.receive();
				other.receive();
			});
			assertThat(roundTrips).containsExactlyInAnyOrder(new RoundTrip(1, List.of("SET")),
					new RoundTrip(2, List.of("GET")));
		}
	}

	@Test
	void driverThatDoesNotWaitMakesOneRoundTrip() throws Exception {
		assertThat(roundTripsOfDriver((commands) -> {
			RedisFuture<String> value = commands.get("key");
			RedisFuture<Long> script = commands.eval("return 1", ScriptOutputType.INTEGER);
			value.get();
			script.get();
		})).extracting(RoundTrip::commands).containsExactly(List.of("GET", "EVAL"));
	}

	@Test
	void driverThatWaitsMakesOneRoundTripEachTime() throws Exception {
		assertThat(roundTripsOfDriver((commands) -> {
			commands.get("key").get();
			commands.eval("return 1", ScriptOutputType.INTEGER).get();
		})).extracting(RoundTrip::commands).containsExactly(List.of("GET"), List.of("EVAL"));
	}

	private List<RoundTrip> roundTripsOfDriver(DriverAction action) throws Exception {
		RedisClient client = RedisClient.create(this.proxy.uri().toString());
		try (StatefulRedisConnection<String, String> driver = client.connect()) {
			driver.sync().ping();
			return this.proxy.record(() -> action.run(driver.async()));
		}
		finally {
			client.shutdown(Duration.ZERO, BRIEF);
		}
	}

	@Test
	void stretchesDoNotOverlap() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.proxy.record(() -> this.proxy.roundTrips(() -> this.connection.call("PING"))))
			.withMessageContaining("one stretch at a time");
	}

	@Test
	void exceptionOfTheActionReachesTheCallerAndEndsTheStretch() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.proxy.roundTrips(() -> {
			throw new IOException("of the action");
		})).withMessage("of the action");
		assertThat(this.proxy.roundTrips(() -> this.connection.call("PING"))).isEqualTo(1);
	}

	@Test
	void largeValuesPassUnchanged() {
		byte[] bytes = new byte[5_000_000];
		new Random(1).nextBytes(bytes);
		assertThat(this.proxy.roundTrips(() -> {
			this.connection.call("SET", "large", bytes);
			assertThat(this.connection.call("GET", "large")).isEqualTo(bytes);
		})).isEqualTo(2);
	}

	@Test
	void redirectedClientReachesTheOtherServer() {
		this.connection.call("SET", "key", "here");
		try (EmbeddedRedis other = EmbeddedRedis.start(); RespConnection there = other.connect()) {
			there.call("SET", "key", "there");
			this.proxy.redirectTo(other);
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> this.connection.call("GET", "key"));
			try (RespConnection redirected = RespConnection.open(this.proxy.uri())) {
				assertThat(redirected.text("GET", "key")).isEqualTo("there");
			}
		}
	}

	@Test
	void addressKeepsCredentialsAndDatabase() {
		URI address = URI.create("redis://user:secret@127.0.0.1:%s/2".formatted(server.port()));
		try (RoundTripProxy other = RoundTripProxy.to(address, Duration.ZERO)) {
			assertThat(other.uri()).hasUserInfo("user:secret").hasPath("/2").hasHost("127.0.0.1");
			assertThat(other.uri().getPort()).isNotEqualTo(server.port());
		}
	}

	@Test
	void encryptedConnectionIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> RoundTripProxy.to(URI.create("rediss://127.0.0.1:6379"), Duration.ZERO))
			.withMessageContaining("redis://");
	}

	@Test
	void heldAnswerArrivesAfterRelease() {
		this.proxy.holdAnswers();
		this.connection.readTimeout(BRIEF);
		this.connection.send("SET", "key", "value");
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(this.connection::receive);
		assertThat(this.direct.text("GET", "key")).isEqualTo("value");
		this.proxy.release();
		this.connection.readTimeout(AMPLE);
		assertThat(this.connection.receive()).isEqualTo("OK");
	}

	@Test
	void heldRequestTakesEffectAfterRelease() {
		this.proxy.holdRequests();
		this.connection.readTimeout(BRIEF);
		this.connection.send("SET", "key", "value");
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(this.connection::receive);
		assertThat(this.direct.call("GET", "key")).isNull();
		this.proxy.release();
		this.connection.readTimeout(AMPLE);
		assertThat(this.connection.receive()).isEqualTo("OK");
		assertThat(this.direct.text("GET", "key")).isEqualTo("value");
	}

	@Test
	void cutConnectionIsClosedAndAnotherOneCanBeOpened() {
		this.proxy.cutAll();
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> this.connection.call("PING"));
		try (RespConnection other = RespConnection.open(this.proxy.uri())) {
			assertThat(other.call("PING")).isEqualTo("PONG");
		}
	}

	@Test
	void heldRequestOfCutConnectionNeverTakesEffect() {
		this.proxy.holdRequests();
		this.connection.send("SET", "key", "value");
		this.proxy.cutAll();
		this.proxy.release();
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(this.connection::receive);
		assertThat(this.direct.call("GET", "key")).isNull();
	}

	@Test
	void swallowedRequestIsNeverAnsweredAndItsConnectionEndsWithTheSwallowing() {
		this.proxy.swallow(true);
		this.connection.readTimeout(BRIEF);
		this.connection.send("SET", "key", "value");
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(this.connection::receive)
			.withMessageContaining("timed out");
		this.proxy.swallow(false);
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> this.connection.call("PING"));
		assertThat(this.direct.call("GET", "key")).isNull();
	}

	@Test
	void connectionThatLostNothingOutlivesTheSwallowing() {
		this.proxy.swallow(true);
		this.proxy.swallow(false);
		assertThat(this.connection.call("PING")).isEqualTo("PONG");
	}

	@Test
	void connectionsAreClosedWhileTheServerIsAwayAndWorkAfterwards() {
		try (EmbeddedRedis away = EmbeddedRedis.start(); RoundTripProxy other = RoundTripProxy.to(away)) {
			away.stop();
			try (RespConnection through = RespConnection.open(other.uri())) {
				assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> through.call("PING"));
			}
			away.restart();
			try (RespConnection through = RespConnection.open(other.uri())) {
				assertThat(through.call("PING")).isEqualTo("PONG");
			}
		}
	}

	private interface DriverAction {

		void run(RedisAsyncCommands<String, String> commands) throws Exception;

	}

}
