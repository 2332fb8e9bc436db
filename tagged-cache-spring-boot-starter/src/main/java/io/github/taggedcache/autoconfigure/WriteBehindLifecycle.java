package io.github.taggedcache.autoconfigure;

import java.time.Duration;

import io.github.taggedcache.core.region.WriteBehind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Lets values that nobody waits for reach the store before the application ends: after
 * the web server has stopped, and while the connection factory has not.
 */
final class WriteBehindLifecycle implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(WriteBehindLifecycle.class);

	/** The store itself gives up earlier where its timeout is the usual one. */
	private static final Duration LONGEST = Duration.ofSeconds(2);

	private final WriteBehind writes;

	private volatile boolean running;

	WriteBehindLifecycle(WriteBehind writes) {
		this.writes = writes;
	}

	@Override
	public void start() {
		this.writes.open();
		this.running = true;
	}

	@Override
	public void stop() {
		if (!this.writes.close(LONGEST)) {
			logger.warn("{} value(s) have not reached the store, which was waited for up to {} s; their next readers"
					+ " load them again", this.writes.entries(), LONGEST.toSeconds());
		}
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return FollowerLifecycle.PHASE;
	}

}
