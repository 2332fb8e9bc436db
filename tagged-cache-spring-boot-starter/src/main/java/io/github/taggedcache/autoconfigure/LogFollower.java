package io.github.taggedcache.autoconfigure;

import io.github.taggedcache.core.follow.FollowerThread;
import io.github.taggedcache.core.node.Node;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Follows the invalidation log while the application runs: after the connection factory
 * was started and before the web server is, and the other way round at the end. A node
 * that does not follow the log has nothing to do here.
 */
final class LogFollower implements SmartLifecycle {

	private static final int PHASE = Integer.MAX_VALUE / 2;

	private final Node node;

	private @Nullable FollowerThread loop;

	LogFollower(Node node) {
		this.node = node;
	}

	@Override
	public synchronized void start() {
		if (this.loop == null && this.node.history() != null) {
			this.loop = new FollowerThread(this.node);
			this.loop.start();
		}
	}

	@Override
	public synchronized void stop() {
		if (this.loop != null) {
			this.loop.close();
			this.loop = null;
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.loop != null;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
