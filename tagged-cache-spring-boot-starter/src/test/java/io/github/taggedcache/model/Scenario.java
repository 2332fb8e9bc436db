package io.github.taggedcache.model;

import java.time.Duration;
import java.util.Random;

import io.github.taggedcache.core.near.Copying;
import io.github.taggedcache.core.near.NearSettings;
import org.jspecify.annotations.Nullable;

/**
 * What kind of run it is. Even seeds are strict, odd ones bounded, and in each fourth of
 * both the store fails over.
 *
 * @param isBounded whether reads trust what a node knows of the log, or are all judged by
 * the store
 * @param writesMuch whether nodes change more than is usual
 * @param failsOver whether the store goes back to an earlier state
 * @param expires whether entries expire during the run
 * @param near how entries are kept in the memory of a node, or null
 * @param maxStaleness how long a node trusts what it knows
 * @param historyRecords most records of a node's history
 * @param logLength most records of the log
 * @param queuesInvalidations whether what the store does not take waits on its node
 * @param guards what stands in for loads, and for a store that does not answer
 */
record Scenario(boolean isBounded, boolean writesMuch, boolean failsOver, boolean expires, @Nullable NearSettings near,
		Duration maxStaleness, int historyRecords, int logLength, boolean queuesInvalidations, Guards guards) {

	static boolean isBounded(int seed) {
		return seed % 2 != 0;
	}

	static Scenario of(int seed, boolean mayExpire, Random random) {
		boolean bounded = isBounded(seed);
		boolean expires = random.nextBoolean() && mayExpire;
		Duration shorter = (random.nextInt(4) == 0) ? Duration.ofMillis(100) : null;
		Copying copying = (random.nextInt(4) == 0) ? Copying.ALWAYS : Copying.AUTO;
		NearSettings near = (random.nextInt(bounded ? 8 : 4) > 0) ? new NearSettings(1000, 0, shorter, copying) : null;
		return new Scenario(bounded, random.nextInt(3) == 0, seed % 8 == 7 || seed % 8 == 4, expires, near,
				Duration.ofMillis(300 + random.nextInt(900)), (random.nextInt(4) == 0) ? 5 : 1000,
				random.nextBoolean() ? 6 : 100, seed % 3 == 0, Guards.of(seed));
	}

}
