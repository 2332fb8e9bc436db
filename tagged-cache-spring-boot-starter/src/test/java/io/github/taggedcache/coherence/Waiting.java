package io.github.taggedcache.coherence;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * Waits, looking often, for what other threads and processes do.
 */
final class Waiting {

	private static final Duration PERIOD = Duration.ofMillis(2);

	private static final Duration BOUND = Duration.ofSeconds(20);

	private Waiting() {
	}

	static ConditionFactory await(String what) {
		return Awaitility.await(what).atMost(BOUND).pollDelay(Duration.ZERO).pollInterval(PERIOD);
	}

}
