package io.github.taggedcache.testsupport;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class EmbeddedRedisTests {

	@Test
	void startedServerAnswersAtItsAddress() {
		try (EmbeddedRedis server = EmbeddedRedis.start(); RespConnection connection = server.connect()) {
			assertThat(server.uri()).hasScheme("redis").hasHost(server.host()).hasPort(server.port());
			assertThat(connection.text("INFO", "server")).contains("redis_version:7.0.15",
					"process_id:" + server.pid());
		}
	}

	@Test
	void serversSideBySideShareNothing() {
		try (EmbeddedRedis one = EmbeddedRedis.start();
				EmbeddedRedis two = EmbeddedRedis.start();
				RespConnection toOne = one.connect();
				RespConnection toTwo = two.connect()) {
			toOne.call("SET", "key", "value");
			assertThat(toTwo.call("GET", "key")).isNull();
		}
	}

	@Test
	void furtherSettingsReachTheServer() {
		try (EmbeddedRedis server = EmbeddedRedis.start("--maxmemory", "4mb", "--maxmemory-policy", "allkeys-lru");
				RespConnection connection = server.connect()) {
			assertThat(connection.text("INFO", "memory")).contains("maxmemory:4194304", "maxmemory_policy:allkeys-lru");
		}
	}

	@Test
	void serverKeepsNothingOnDisk() {
		try (EmbeddedRedis server = EmbeddedRedis.start(); RespConnection connection = server.connect()) {
			assertThat(connection.text("INFO", "persistence")).contains("aof_enabled:0");
			assertThat(setting(connection, "save")).isEmpty();
		}
	}

	@Test
	void wrongSettingFailsWithTheOutputOfTheServer() {
		assertThatIllegalStateException().isThrownBy(() -> EmbeddedRedis.start("--no-such-setting", "1"))
			.withMessageContaining("no-such-setting")
			.withMessageContaining("Bad directive");
	}

	@Test
	void addressIsNotForTheCallerToChoose() {
		assertThatIllegalArgumentException().isThrownBy(() -> EmbeddedRedis.start("--port", "6379"))
			.withMessageContaining("--port");
	}

	@Test
	void portThatSomebodyElseListensOnIsToldFromOtherFailures(@TempDir Path directory) {
		try (EmbeddedRedis server = EmbeddedRedis.start()) {
			List<String> samePort = List.of("--port", String.valueOf(server.port()), "--bind", "127.0.0.1");
			assertThatExceptionOfType(PortTakenException.class)
				.isThrownBy(() -> RedisProcess.start(directory, server.uri(), samePort))
				.withMessageContaining("Failed listening on port " + server.port());
		}
	}

	@Test
	void stoppedServerRefusesConnections() {
		try (EmbeddedRedis server = EmbeddedRedis.start()) {
			server.stop();
			assertThat(server.isRunning()).isFalse();
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(server::connect);
		}
	}

	@Test
	void restartedServerIsEmptyAtTheSameAddress() {
		try (EmbeddedRedis server = EmbeddedRedis.start()) {
			try (RespConnection connection = server.connect()) {
				connection.call("SET", "key", "value");
			}
			long firstPid = server.pid();
			server.restart();
			try (RespConnection connection = server.connect()) {
				assertThat(connection.call("GET", "key")).isNull();
			}
			assertThat(server.pid()).isNotEqualTo(firstPid);
		}
	}

	@Test
	void stoppedServerStartsAgainWithItsSettings() {
		try (EmbeddedRedis server = EmbeddedRedis.start("--maxmemory", "4mb")) {
			server.stop();
			server.restart();
			try (RespConnection connection = server.connect()) {
				assertThat(setting(connection, "maxmemory")).isEqualTo("4194304");
			}
		}
	}

	@Test
	void killedServerStartsAgain() {
		try (EmbeddedRedis server = EmbeddedRedis.start()) {
			server.kill();
			assertThat(server.isRunning()).isFalse();
			server.restart();
			assertThat(server.isRunning()).isTrue();
		}
	}

	@Test
	void pausedServerAnswersAfterItWasResumed() {
		try (EmbeddedRedis server = EmbeddedRedis.start(); RespConnection connection = server.connect()) {
			server.pause();
			connection.readTimeout(Duration.ofMillis(200));
			connection.send("PING");
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(connection::receive);
			server.resume();
			connection.readTimeout(Duration.ofSeconds(10));
			assertThat(connection.receive()).isEqualTo("PONG");
		}
	}

	@Test
	void pausedServerCanBeStopped() {
		try (EmbeddedRedis server = EmbeddedRedis.start()) {
			server.pause();
			server.stop();
			assertThat(server.isRunning()).isFalse();
		}
	}

	@Test
	void pausedServerCanBeClosed() {
		EmbeddedRedis server = EmbeddedRedis.start();
		server.pause();
		server.close();
		assertThat(server.isRunning()).isFalse();
	}

	@Test
	void closedServerLeavesNothingBehind() {
		EmbeddedRedis server = EmbeddedRedis.start();
		Path directory;
		try (RespConnection connection = server.connect()) {
			directory = Path.of(setting(connection, "dir"));
		}
		assertThat(directory).isDirectory();
		server.close();
		assertThat(server.isRunning()).isFalse();
		assertThat(directory).doesNotExist();
	}

	@Test
	void closingTwiceHasNoEffect() {
		EmbeddedRedis server = EmbeddedRedis.start();
		server.close();
		server.close();
		assertThat(server.isRunning()).isFalse();
	}

	@Test
	void closedServerDoesNotStartAgain() {
		EmbeddedRedis server = EmbeddedRedis.start();
		server.close();
		assertThatIllegalStateException().isThrownBy(server::restart).withMessageContaining("closed");
	}

	@Test
	void replicaHasWhatItsMasterHasAndOutlivesIt() {
		try (EmbeddedRedis master = EmbeddedRedis.start()) {
			try (RespConnection connection = master.connect()) {
				connection.call("SET", "key", "value");
			}
			try (EmbeddedRedis replica = EmbeddedRedis.startReplicaOf(master);
					RespConnection connection = replica.connect()) {
				assertThat(connection.text("GET", "key")).isEqualTo("value");
				master.kill();
				connection.call("REPLICAOF", "NO", "ONE");
				assertThat(connection.call("SET", "key", "newer")).isEqualTo("OK");
			}
		}
	}

	private static String setting(RespConnection connection, String name) {
		List<?> reply = (List<?>) connection.call("CONFIG", "GET", name);
		return new String((byte[]) reply.get(1), StandardCharsets.UTF_8);
	}

}
