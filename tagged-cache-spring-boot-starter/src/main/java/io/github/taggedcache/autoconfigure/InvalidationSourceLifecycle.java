package io.github.taggedcache.autoconfigure;

import io.github.taggedcache.source.InvalidationSources;

import org.springframework.context.SmartLifecycle;

/**
 * Starts the sources of invalidations after the node's follower and before the web
 * server, and stops them the other way round.
 */
final class InvalidationSourceLifecycle implements SmartLifecycle {

	/**
	 * Lower than the phase of the web server, which is the highest but some thousands.
	 */
	static final int PHASE = FollowerLifecycle.PHASE + 1;

	private final InvalidationSources sources;

	InvalidationSourceLifecycle(InvalidationSources sources) {
		this.sources = sources;
	}

	@Override
	public void start() {
		this.sources.start();
	}

	@Override
	public void stop() {
		this.sources.stop();
	}

	@Override
	public boolean isRunning() {
		return this.sources.isRunning();
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
