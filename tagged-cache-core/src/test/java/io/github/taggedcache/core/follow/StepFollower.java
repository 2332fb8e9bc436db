package io.github.taggedcache.core.follow;

import java.time.Duration;

import io.github.taggedcache.core.node.Node;

/**
 * Follows the log on the thread of a test, turn by turn.
 */
public final class StepFollower {

	private final Follower follower;

	public StepFollower(Node node) {
		this.follower = node.newFollower(Runnable::run);
	}

	StepFollower(Node node, Duration readPause) {
		this.follower = node.newFollower(Runnable::run, readPause);
	}

	/**
	 * Reads what is there and beats if a beat is due. Does not wait for records where a
	 * beat is due.
	 */
	public void turn() {
		this.follower.turn().join();
	}

	/**
	 * How long a thread would wait before the next turn.
	 */
	Duration pause() {
		return Duration.ofNanos(this.follower.pauseNanos());
	}

	/**
	 * Begins a turn that does not end, or fails.
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
	void begin() {
		this.follower.turn();
	}

}
