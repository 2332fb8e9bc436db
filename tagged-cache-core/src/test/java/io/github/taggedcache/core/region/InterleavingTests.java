package io.github.taggedcache.core.region;

import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No interleaving gives a stale read.
 */
class InterleavingTests {

	private static final int RUNS = 100;

	private static final int STEPS = 4000;

	@Test
	void noReadIsStaleWhateverTheOrderOfSteps() {
		assertThat(runs(false)).allSatisfy((run) -> assertThat(run.stale()).isEmpty());
	}

	@Test
	void noReadIsStaleWhateverTheStoreLoses() {
		assertThat(runs(true)).allSatisfy((run) -> assertThat(run.stale()).isEmpty());
	}

	@Test
	void runsMeetHitsJoinersAndRefusals() {
		List<Interleaving> runs = runs(true);
		assertThat(runs.stream().mapToLong(Interleaving::hits).sum())
			.isGreaterThan(runs.stream().mapToInt(Interleaving::reads).sum() / 5);
		assertThat(runs.stream().mapToLong(Interleaving::coalesced).sum()).isGreaterThan(RUNS);
		assertThat(runs.stream().mapToLong(Interleaving::refused).sum()).isGreaterThan(RUNS);
	}

	private static List<Interleaving> runs(boolean faults) {
		return LongStream.range(0, RUNS).mapToObj((seed) -> {
			Interleaving run = new Interleaving(seed);
			run.run(STEPS, faults);
			return run;
		}).toList();
	}

}
