package io.github.taggedcache.sample;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;

import io.github.taggedcache.sample.stage.Node;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RespConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContextException;
import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What the sample stands on: a Redis that it starts, a given one, or none.
 */
class StoreTests {

	@Test
	void redisIsStartedWhereNoneIsGivenAndEndsWithBothInstances() {
		EmbeddedRedis redis;
		try (RunningSample sample = RunningSample.start()) {
			redis = sample.instances().stage().embeddedRedis().orElseThrow();
			sample.a().readEverything();
			assertThat(sample.a().reloaded()).isEmpty();
			assertThat(keysOf(redis)).isPositive();
			sample.instances().context(Node.A).close();
			assertThat(sample.instances().context(Node.B).isActive()).isFalse();
			assertThat(redis.isRunning()).isFalse();
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void portThatIsTakenEndsBothAndSaysWhatToDo(CapturedOutput output) throws IOException {
		try (ServerSocket taken = new ServerSocket(0)) {
			assertThatExceptionOfType(ApplicationContextException.class)
				.isThrownBy(() -> RunningSample.start("sample.ports.b=" + taken.getLocalPort()).close());
		}
		assertThat(output).contains("Instance B did not start", "--sample.ports.b=9081");
	}

	@Test
	void givenRedisIsUsedByBoth() {
		try (EmbeddedRedis given = EmbeddedRedis.start();
				RunningSample sample = RunningSample.start("spring.data.redis.url=" + given.uri())) {
			sample.a().readEverything();
			assertThat(sample.b().reloaded()).isEmpty();
			assertThat(keysOf(given)).isPositive();
			assertThat(sample.instances().stage().embeddedRedis()).isEmpty();
		}
	}

	@Test
	void givenRedisIsNeitherStoppedNorFlushed() {
		try (EmbeddedRedis given = EmbeddedRedis.start();
				RunningSample sample = RunningSample.start("spring.data.redis.host=" + given.host(),
						"spring.data.redis.port=" + given.port())) {
			JsonNode switches = sample.stage().get("switches");
			assertThat(switches.at("/0/available").asBoolean()).isTrue();
			assertThat(switches.at("/1/available").asBoolean()).isFalse();
			assertThat(switches.at("/2/available").asBoolean()).isFalse();
			assertThat(switches.at("/2/note").asString()).contains("this one is yours");
			sample.a().readEverything();
			sample.a().put("/api/stage/faults/FLUSH", Map.of("on", true)).expectStatus().isEqualTo(HttpStatus.CONFLICT);
			assertThat(keysOf(given)).isPositive();
		}
	}

	@Test
	void entriesOfAnOlderDatabaseAreNotServed() {
		try (EmbeddedRedis given = EmbeddedRedis.start()) {
			String url = "spring.data.redis.url=" + given.uri();
			try (RunningSample older = RunningSample.start(url)) {
				older.a().readEverything();
			}
			try (RunningSample newer = RunningSample.start(url)) {
				assertThat(newer.a().read("/api/articles/1").get("level").asString()).isEqualTo("DATABASE");
			}
		}
	}

	@Test
	void memoryNeedsNoRedisAndHasOneInstance() {
		try (RunningSample sample = RunningSample.start("tagged-cache.store=memory")) {
			assertThat(sample.instances().stage().embeddedRedis()).isEmpty();
			assertThatIllegalArgumentException().isThrownBy(sample::b);
			assertThat(sample.a().read("/actuator/health").get("status").asString()).isEqualTo("UP");
			assertThat(sample.stage().get("instances").propertyNames()).containsExactly("A");
		}
	}

	private static long keysOf(EmbeddedRedis redis) {
		try (RespConnection connection = redis.connect()) {
			return connection.number("DBSIZE");
		}
	}

}
