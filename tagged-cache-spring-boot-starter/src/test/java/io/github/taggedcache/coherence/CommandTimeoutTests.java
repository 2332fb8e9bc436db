package io.github.taggedcache.coherence;

import java.time.Duration;

import io.github.taggedcache.testsupport.EmbeddedRedis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that set no timeout for its connection, on a Redis that stops answering.
 */
class CommandTimeoutTests {

	/** The driver waits for a minute. */
	private static final Duration FAR_BELOW_THE_DRIVERS = Duration.ofSeconds(20);

	private final EmbeddedRedis server = EmbeddedRedis.start();

	private final Instance instance = Instance.start(this.server.uri(), "hanging", new Database(),
			"tagged-cache.command-timeout=300ms");

	@AfterEach
	void stop() {
		this.server.resume();
		this.instance.close();
		this.server.close();
	}

	@Test
	void readsReturnWithinTheLimit() {
		this.instance.awaitCaughtUp();
		this.server.pause();
		long start = System.nanoTime();
		assertThat(this.instance.library().plain(1)).isNotNull();
		assertThat(this.instance.library().synced(1)).isNotNull();
		assertThat(this.instance.library().future(1)).succeedsWithin(FAR_BELOW_THE_DRIVERS);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(FAR_BELOW_THE_DRIVERS);
	}

}
