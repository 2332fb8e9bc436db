package io.github.taggedcache.wire;

import java.util.List;

import io.github.taggedcache.testsupport.RoundTrip;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counts on the wire what strict reads send where the history ends at the clock. The
 * follower has read the log up to its end, and is stopped: nothing else is on the wire.
 */
class StrictRoundTripTests {

	/** After so many reads a node asks for the clock alone. */
	private static final int READS = 5;

	private static final List<String> CLOCK = List.of("GETEX");

	private static final List<String> OBSERVATION = List.of("MGET", "GETEX");

	private WireApplication application;

	@AfterEach
	void stop() {
		this.application.close();
	}

	private void start(String... properties) {
		this.application = new WireApplication(properties);
		this.application.awaitCaughtUp();
		this.application.stopFollower();
		for (int i = 0; i < READS; i++) {
			this.application.library().taggedByResult(1);
		}
	}

	@Test
	void hitInMemoryTakesTheClockAlone() {
		start("--tagged-cache.consistency=strict");
		assertThat(sent()).containsExactly(CLOCK);
		this.application.moveClock();
		assertThat(sent()).containsExactly(CLOCK, OBSERVATION);
		assertThat(sent()).containsExactly(OBSERVATION);
	}

	@Test
	void hitInRedisTakesTheClockBesideTheEntryAlsoWithTagsOfTheResult() {
		start("--tagged-cache.consistency=strict", "--tagged-cache.defaults.near-cache.enabled=false");
		assertThat(sent()).containsExactly(List.of("GET", "GETEX"));
		this.application.moveClock();
		assertThat(sent()).containsExactly(List.of("GET", "GETEX"), OBSERVATION);
		assertThat(sent()).containsExactly(List.of("GET", "MGET", "GETEX"), OBSERVATION);
	}

	@Test
	void hitWhoseTagWasEvictedTakesTheSame() {
		start("--tagged-cache.consistency=strict");
		this.application.others().call("DEL", "{" + WireApplication.NAMESPACE + "}:tag:article%3A1");
		assertThat(sent()).containsExactly(CLOCK);
	}

	/**
	 * What a hit sends, round trip by round trip.
	 */
	private List<List<String>> sent() {
		int loads = this.application.library().loads();
		List<RoundTrip> trips = this.application.proxy().record(() -> this.application.library().taggedByResult(1));
		assertThat(this.application.library().loads()).isEqualTo(loads);
		return trips.stream().map(RoundTrip::commands).toList();
	}

}
