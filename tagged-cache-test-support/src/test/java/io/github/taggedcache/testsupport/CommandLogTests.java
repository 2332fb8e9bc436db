package io.github.taggedcache.testsupport;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CommandLogTests {

	private static EmbeddedRedis server;

	private final CommandLog log = CommandLog.of(server);

	@BeforeAll
	static void startServer() {
		server = EmbeddedRedis.start();
	}

	@AfterAll
	static void closeServer() {
		server.close();
	}

	@Test
	void onlyCommandsOfTheStretchAreRecorded() {
		try (RespConnection connection = server.connect()) {
			connection.call("SET", "before", 1);
			List<MonitoredCommand> commands = this.log.record(() -> {
				connection.call("SET", "key", "value");
				connection.call("GET", "key");
			});
			connection.call("SET", "after", 1);
			assertThat(commands).extracting(MonitoredCommand::name).containsExactly("SET", "GET");
			assertThat(commands.get(0).arguments()).containsExactly("key", "value");
		}
	}

	@Test
	void stretchWithoutCommandsIsEmpty() {
		assertThat(this.log.record(() -> {
		})).isEmpty();
	}

	@Test
	void eachStretchIsRecordedByItself() {
		try (RespConnection connection = server.connect()) {
			this.log.record(() -> connection.call("GET", "first"));
			assertThat(this.log.record(() -> connection.call("GET", "second"))).singleElement()
				.satisfies((command) -> assertThat(command.arguments()).containsExactly("second"));
		}
	}

	@Test
	void commandsOfScriptFollowTheScriptAndAreToldApart() {
		try (RespConnection connection = server.connect()) {
			List<MonitoredCommand> commands = this.log
				.record(() -> connection.call("EVAL", "return redis.call('set', KEYS[1], ARGV[1])", 1, "key", "value"));
			assertThat(commands).extracting(MonitoredCommand::name).containsExactly("EVAL", "SET");
			assertThat(commands).extracting(MonitoredCommand::fromScript).containsExactly(false, true);
		}
	}

	@Test
	void clientsAreToldApartByAddress() {
		try (RespConnection one = server.connect(); RespConnection two = server.connect()) {
			List<MonitoredCommand> commands = this.log.record(() -> {
				one.call("GET", "a");
				two.call("GET", "b");
				one.call("GET", "c");
			});
			assertThat(commands).hasSize(3);
			assertThat(commands.get(0).client()).isEqualTo(commands.get(2).client())
				.isNotEqualTo(commands.get(1).client());
			assertThat(one.text("CLIENT", "INFO")).contains("addr=" + commands.get(0).client());
		}
	}

	@Test
	void anyTextIsShownAsItWasSent() {
		String text = "ü \uD83D\uDE00 \"quoted\" \\ [0 lua] \r\n\t\u0000 }{:*?";
		try (RespConnection connection = server.connect()) {
			assertThat(this.log.record(() -> connection.call("ECHO", text))).singleElement()
				.satisfies((command) -> assertThat(command.arguments()).containsExactly(text));
		}
	}

	@Test
	void thousandsOfCommandsAreRecordedInOrder() {
		try (RespConnection connection = server.connect()) {
			List<MonitoredCommand> commands = this.log.record(() -> {
				for (int i = 0; i < 5_000; i++) {
					connection.send("SET", "key", i);
				}
				for (int i = 0; i < 5_000; i++) {
					connection.receive();
				}
			});
			assertThat(commands).hasSize(5_000);
			assertThat(commands.get(4_999).arguments()).containsExactly("key", "4999");
		}
	}

	@Test
	void exceptionOfTheActionReachesTheCaller() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.log.record(() -> {
			throw new IOException("of the action");
		})).withMessage("of the action");
	}

}
