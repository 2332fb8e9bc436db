package io.github.taggedcache.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RespConnectionTests {

	private static EmbeddedRedis server;

	@BeforeAll
	static void startServer() {
		server = EmbeddedRedis.start();
	}

	@AfterAll
	static void closeServer() {
		server.close();
	}

	@Test
	void anyBytesComeBackAsTheyWere() {
		byte[] bytes = new byte[1_000];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) i;
		}
		try (RespConnection connection = server.connect()) {
			connection.call("SET", "bytes", bytes);
			assertThat(connection.call("GET", "bytes")).isEqualTo(bytes);
		}
	}

	@Test
	void textIsSentAsUtf8() {
		String text = "grüße \uD83D\uDE00\r\n";
		try (RespConnection connection = server.connect()) {
			connection.call("SET", "text", text);
			assertThat(connection.call("GET", "text")).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
			assertThat(connection.text("GET", "text")).isEqualTo(text);
		}
	}

	@Test
	void absentValueIsNull() {
		try (RespConnection connection = server.connect()) {
			assertThat(connection.call("GET", "absent")).isNull();
			assertThat(connection.text("GET", "absent")).isNull();
		}
	}

	@Test
	void nestedArrayKeepsItsShapeAndItsErrors() {
		try (RespConnection connection = server.connect()) {
			List<?> reply = (List<?>) connection.call("EVAL", "return {1, {'a', {}}, redis.error_reply('ERR inner')}",
					0);
			assertThat(reply).hasSize(3);
			assertThat(reply.get(0)).isEqualTo(1L);
			assertThat((List<?>) reply.get(1)).hasSize(2).element(1).isEqualTo(List.of());
			assertThat(reply.get(2)).isInstanceOf(RedisReplyException.class)
				.hasToString("io.github.taggedcache.testsupport.RedisReplyException: ERR inner");
		}
	}

	@Test
	void errorIsThrownWithItsCodeAndConnectionStaysUsable() {
		try (RespConnection connection = server.connect()) {
			connection.call("SET", "string", "value");
			assertThatExceptionOfType(RedisReplyException.class).isThrownBy(() -> connection.call("LPUSH", "string", 1))
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo("WRONGTYPE"));
			assertThat(connection.call("PING")).isEqualTo("PONG");
		}
	}

	@Test
	void numberIsReadAsNumberOnly() {
		try (RespConnection connection = server.connect()) {
			connection.call("DEL", "counter");
			assertThat(connection.number("INCR", "counter")).isEqualTo(1);
			assertThatIllegalStateException().isThrownBy(() -> connection.number("PING")).withMessageContaining("PING");
		}
	}

	@Test
	void commandsSentAtOnceAreAnsweredInOrder() {
		try (RespConnection connection = server.connect()) {
			connection.send("ECHO", "one");
			connection.send("NOSUCHCOMMAND");
			connection.send("ECHO", "two");
			assertThat(connection.receive()).isEqualTo("one".getBytes(StandardCharsets.US_ASCII));
			assertThatExceptionOfType(RedisReplyException.class).isThrownBy(connection::receive);
			assertThat(connection.receive()).isEqualTo("two".getBytes(StandardCharsets.US_ASCII));
		}
	}

	@Test
	void databaseOfAddressIsSelected() {
		try (RespConnection connection = RespConnection.open(URI.create(server.uri() + "/3"))) {
			assertThat(connection.text("CLIENT", "INFO")).contains(" db=3 ");
		}
	}

	@Test
	void credentialsOfAddressAreUsed() {
		try (EmbeddedRedis guarded = EmbeddedRedis.start("--requirepass", "secret")) {
			try (RespConnection byPassword = RespConnection.open(withUser(guarded, ":secret"));
					RespConnection byUser = RespConnection.open(withUser(guarded, "default:secret"))) {
				assertThat(byPassword.call("PING")).isEqualTo("PONG");
				assertThat(byUser.call("PING")).isEqualTo("PONG");
			}
			assertThatExceptionOfType(RedisReplyException.class)
				.isThrownBy(() -> RespConnection.open(withUser(guarded, ":wrong")))
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo("WRONGPASS"));
		}
	}

	private static URI withUser(RedisServer server, String userInfo) {
		return URI.create("redis://%s@%s:%s".formatted(userInfo, server.host(), server.port()));
	}

	@Test
	void unreachableServerIsNamed() throws IOException {
		int port = FreePorts.pick(1).get(0);
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> RespConnection.open(URI.create("redis://127.0.0.1:" + port)))
			.withMessageContaining("127.0.0.1:" + port);
	}

	@Test
	void silentServerEndsTheWait() throws IOException {
		try (ServerSocket silent = FreePorts.listen();
				RespConnection connection = RespConnection
					.open(URI.create("redis://127.0.0.1:" + silent.getLocalPort()), Duration.ofMillis(100))) {
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> connection.call("PING"))
				.withCauseInstanceOf(SocketTimeoutException.class);
		}
	}

}
