package io.github.taggedcache.sample;

import java.time.Duration;
import java.util.Map;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the switches break, how that shows, and that it mends without a stale read. Both
 * instances read all the time.
 */
class FaultTests {

	private static final Duration BOUND = Duration.ofSeconds(60);

	private static RunningSample sample;

	@BeforeAll
	static void start() {
		sample = RunningSample.start("spring.data.redis.timeout=1s");
	}

	@AfterAll
	static void stop() {
		assertThat(sample.stage().at("/reads/checked").asLong()).isPositive();
		sample.close();
	}

	@BeforeEach
	void awaitCalm() {
		await("both are caught up").untilAsserted(() -> {
			assertThat(sample.stage().at("/instances/A/trusted").asBoolean()).isTrue();
			assertThat(sample.stage().at("/instances/B/trusted").asBoolean()).isTrue();
		});
		sample.a().put("/api/stage/traffic", Map.of("on", true)).expectStatus().isNoContent();
	}

	@Test
	void instanceWhoseFollowerIsCutHasRedisJudgeAndMissesNoInvalidation() {
		sample.a().readEverything();
		sample.b().readEverything();
		sample.a().turn("FOLLOWER", true);
		assertThat(sample.stage().at("/switches/0/on").asBoolean()).isTrue();
		await("quarantine of B").until(() -> !sample.stage().at("/instances/B/trusted").asBoolean());
		assertThat(sample.stage().at("/instances/A/trusted").asBoolean()).isTrue();
		awaitLine("Instance B is in quarantine");
		sample.a().rename(1, "Ada, renamed while B is cut");
		assertThat(sample.b().read("/api/articles/4").at("/value/author/name").asString())
			.isEqualTo("Ada, renamed while B is cut");
		sample.a().turn("FOLLOWER", false);
		await("recovery of B").until(() -> sample.stage().at("/instances/B/trusted").asBoolean());
		awaitLine("Instance B is caught up again");
		assertNothingStale();
	}

	@Test
	void outageSendsReadsToTheDatabaseAndEndsByItself() {
		sample.a().readEverything();
		sample.a().turn("OUTAGE", true);
		assertThat(sample.stage().at("/switches/1/note").asString()).startsWith("Redis is stopped: back in ");
		assertThat(sample.stage().at("/switches/2/available").asBoolean()).isFalse();
		awaitLine("Redis runs again, and is empty.");
		assertThat(sample.stage().at("/switches/1/on").asBoolean()).isFalse();
		await("recovery of both").until(() -> sample.stage().at("/instances/A/trusted").asBoolean()
				&& sample.stage().at("/instances/B/trusted").asBoolean());
		await("reads from memory").untilAsserted(
				() -> assertThat(sample.a().read("/api/articles/2").get("level").asString()).isEqualTo("NEAR"));
		assertNothingStale();
	}

	@Test
	void flushIsNoticedByBoth() {
		sample.a().readEverything();
		long before = losses(sample.stage(), "A") + losses(sample.stage(), "B");
		sample.a().turn("FLUSH", true);
		await("both notice").until(() -> losses(sample.stage(), "A") + losses(sample.stage(), "B") >= before + 2);
		awaitLine("Redis is flushed");
		sample.b().rename(2, "Bela, renamed after the flush");
		assertThat(sample.b().read("/api/articles/8").at("/value/author/name").asString())
			.isEqualTo("Bela, renamed after the flush");
		assertNothingStale();
	}

	private static long losses(JsonNode stage, String node) {
		return stage.at("/instances/" + node + "/gaps").asLong() + stage.at("/instances/" + node + "/repairs").asLong();
	}

	private static void assertNothingStale() {
		JsonNode reads = sample.stage().get("reads");
		assertThat(reads.get("newest").isNull()).as("%s", reads).isTrue();
		assertThat(reads.get("stale").asLong()).isZero();
	}

	private static void awaitLine(String begin) {
		await("a line of the timeline: " + begin).until(() -> sample.stage()
			.get("log")
			.findValuesAsString("text")
			.stream()
			.anyMatch((text) -> text.startsWith(begin)));
	}

	private static ConditionFactory await(String what) {
		return Awaitility.await(what).atMost(BOUND);
	}

}
