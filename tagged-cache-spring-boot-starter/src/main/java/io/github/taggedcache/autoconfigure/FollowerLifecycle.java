package io.github.taggedcache.autoconfigure;

import io.github.taggedcache.core.follow.FollowerThread;
import io.github.taggedcache.core.node.Node;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Starts and stops the node's follower with the application: after the connection factory
 * and before the web server at the start, and the other way round at the end. A node that
 * does not follow the log has no follower.
 */
final class FollowerLifecycle implements SmartLifecycle {

	static final int PHASE = Integer.MAX_VALUE / 2;

	private final Node node;

	private volatile @Nullable FollowerThread thread;

	FollowerLifecycle(Node node) {
		this.node = node;
	}

	@Override
	public synchronized void start() {
		if (this.thread == null && this.node.history() != null) {
			this.thread = new FollowerThread(this.node::newFollower);
			this.thread.start();
		}
	}

	/**
	 * The store answers again: the follower need not wait any longer.
	 */
	void retry() {
		FollowerThread running = this.thread;
		if (running != null) {
			running.retry();
		}
	}

	@Override
	public synchronized void stop() {
		if (this.thread != null) {
			this.thread.close();
			this.thread = null;
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.thread != null;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
