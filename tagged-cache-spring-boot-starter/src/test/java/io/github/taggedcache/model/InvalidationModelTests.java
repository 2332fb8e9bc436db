package io.github.taggedcache.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.github.taggedcache.model.World.Tally;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random interleavings of the real nodes and regions over one store: three nodes read,
 * load, invalidate, evict and put, while keys are lost, connections break, answers are
 * lost, nodes restart and time goes back. No read, joiners included, may return a value
 * that is older than an invalidation, evict or put that had returned before the read
 * began.
 * <p>
 * Everything runs on one thread, and a seed decides which step comes next, so a run can
 * be repeated (with Redis, but for what depends on its time). The message of a failure
 * names the seed. Replay it with
 *
 * <pre>
 * mvn -pl tagged-cache-spring-boot-starter -am test -Dtest=InvalidationModelTests \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dmodel.seeds=17
 * </pre>
 *
 * {@code model.seeds} is one seed, or a range such as {@code 0-999}; {@code model.steps}
 * is the number of steps of each run; with {@code model.survey=true} all seeds run, also
 * when some have failed, and the failure counts them.
 */
class InvalidationModelTests {

	private static final Logger logger = LoggerFactory.getLogger(InvalidationModelTests.class);

	private static final int STEPS = Integer.getInteger("model.steps", 4000);

	@Test
	void noReadReturnsWhatWasInvalidatedBeforeItBeganInRedis() {
		try (FaultyRedis redis = new FaultyRedis(World.NODES)) {
			runSeeds(redis, "0-79");
		}
	}

	@Test
	void noReadReturnsWhatWasInvalidatedBeforeItBeganInMemory() {
		runSeeds(new FaultyMemory(), "1000-1499");
	}

	private static void runSeeds(FaultyStore shared, String standardSeeds) {
		List<Integer> seeds = seeds(System.getProperty("model.seeds", standardSeeds));
		boolean survey = Boolean.getBoolean("model.survey");
		Tally tally = new Tally();
		List<String> failures = new ArrayList<>();
		long start = System.nanoTime();
		for (int seed : seeds) {
			try {
				new World(seed, shared, tally).run(STEPS);
			}
			catch (AssertionError ex) {
				failures.add("seed " + seed + ": " + ex.getMessage());
				if (!survey) {
					break;
				}
			}
			tally.runEnded();
		}
		logger.info("{}: {} seeds of {} steps in {} s: {}; {} failed", shared.getClass().getSimpleName(), seeds.size(),
				STEPS, (System.nanoTime() - start) / 1_000_000_000, tally, failures.size());
		assertThat(failures).isEmpty();
		if (seeds.size() > 10) {
			// A cache that never has anything would pass what is above
			assertThat(tally.hitRate()).isGreaterThan(0.3);
			assertThat(tally.coalesced()).isPositive();
			assertThat(tally.refused()).isPositive();
		}
	}

	private static List<Integer> seeds(String text) {
		int dash = text.indexOf('-');
		int first = Integer.parseInt((dash > 0) ? text.substring(0, dash) : text);
		int last = (dash > 0) ? Integer.parseInt(text.substring(dash + 1)) : first;
		return IntStream.rangeClosed(first, last).boxed().toList();
	}

}
