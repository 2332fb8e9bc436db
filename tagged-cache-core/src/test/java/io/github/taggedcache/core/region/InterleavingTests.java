package io.github.taggedcache.core.region;

import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No interleaving gives a stale read.
 */
class InterleavingTests {

	private static final int RUNS = 200;

	private static final int STEPS = 4000;

	@Test
	void noReadIsStaleWhateverTheOrderOfSteps() {
		assertThat(runs(RUNS, false)).allSatisfy((run) -> assertThat(run.stale()).isEmpty());
	}

	@Test
	void noReadIsStaleWhateverTheStoreLoses() {
		assertThat(runs(RUNS, true)).allSatisfy((run) -> assertThat(run.stale()).isEmpty());
	}

	@Test
	void runsMeetHitsJoinersAndRefusals() {
		List<Interleaving> runs = runs(20, true);
		assertThat(runs.stream().mapToLong(Interleaving::hits).sum())
			.isGreaterThan(runs.stream().mapToInt(Interleaving::reads).sum() / 5);
		assertThat(runs.stream().mapToLong(Interleaving::coalesced).sum()).isGreaterThan(20);
		assertThat(runs.stream().mapToLong(Interleaving::refused).sum()).isGreaterThan(20);
	}

	private static List<Interleaving> runs(int count, boolean faults) {
		return LongStream.range(0, count).mapToObj((seed) -> {
			Interleaving run = new Interleaving(seed);
			run.run(STEPS, faults);
			return run;
		}).toList();
	}

}
