package io.github.taggedcache.coherence;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever goes wrong while instances read and write: no read serves a value that was
 * invalidated longer than {@code max-staleness} before it began, none throws, and
 * afterwards the near cache is used again.
 */
class FaultTests {

	private static Fleet fleet;

	@BeforeAll
	static void start() {
		fleet = new Fleet();
	}

	@AfterAll
	static void stop() {
		fleet.close();
	}

	@ParameterizedTest
	@EnumSource
	@Timeout(180)
	void noReadServesWhatWasInvalidatedTooLongAgo(Fault fault) {
		Workload workload = new Workload(fleet.instances(), Fleet.MAX_STALENESS);
		try (workload) {
			workload.awaitNearHits(fleet.instances());
			fault.strike(fleet, workload);
			fleet.instances().forEach(Instance::awaitCaughtUp);
			workload.awaitNearHits(fleet.instances());
		}
		assertThat(workload.problems()).isEmpty();
	}

}
