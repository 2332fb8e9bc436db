package io.github.taggedcache.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.github.taggedcache.core.follow.CatchUp;
import io.github.taggedcache.core.follow.Follower;
import io.github.taggedcache.core.history.TagHistory;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.StoreException;

/**
 * What keeps a node's history up with the log, in the place of a thread: each turn is
 * begun by the scheduler, and each step of one is a step of the run.
 */
final class ModelFollower {

	private final ModelNode owner;

	private final World world;

	private final Node node;

	private final TagHistory history;

	private final CatchUp catchUp;

	private StepThread thread;

	private Follower follower;

	private boolean turning;

	private boolean stopped;

	private long sleepsUntil;

	private long position = -1;

	private long provenAt;

	/** What the node knew of what had been lost, by the time at which a beat was sent. */
	private final Map<Long, List<Change>> beats = new HashMap<>();

	ModelFollower(ModelNode owner, World world, Node node, TagHistory history, CatchUp catchUp) {
		this.owner = owner;
		this.world = world;
		this.node = node;
		this.history = history;
		this.catchUp = catchUp;
		this.provenAt = provenAt();
		this.thread = new StepThread();
		this.follower = node.newFollower(this.thread);
	}

	/**
	 * Begins a turn, unless one is under way or nothing happens here for a while.
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // what goes wrong is noted
	void turn() {
		if (this.turning || isAsleep()) {
			return;
		}
		if (this.stopped) {
			this.stopped = false;
			this.thread = new StepThread();
			this.follower = this.node.newFollower(this.thread);
		}
		StepThread current = this.thread;
		this.turning = true;
		this.follower.turn().whenComplete((done, ex) -> this.world.guarded(() -> {
			if (current == this.thread) {
				this.turning = false;
			}
			Throwable cause = Futures.cause(ex);
			if (cause != null && !(cause instanceof StoreException) && !(current.stopped
					&& (cause instanceof RejectedExecutionException || cause instanceof IllegalStateException))) {
				throw new AssertionError("Only the store may fail a turn", cause);
			}
		}));
	}

	/**
	 * Lets the follower do nothing, in the middle of a turn or between two.
	 */
	void sleep(long until) {
		this.sleepsUntil = until;
	}

	private boolean isAsleep() {
		return this.world.millis() < this.sleepsUntil;
	}

	/**
	 * Stops the follower as an application does that is stopped, and starts another one
	 * for the same node later.
	 */
	void stop(long until) {
		this.sleepsUntil = 0;
		if (!this.stopped) {
			this.follower.close();
			this.thread.stop();
			this.stopped = true;
			this.turning = false;
		}
		this.sleepsUntil = until;
	}

	void beatSent(long millis, List<Change> lost) {
		this.beats.put(millis, lost);
	}

	/**
	 * What an old master has answered shows nothing of the new one.
	 */
	void forgetBeats() {
		this.beats.clear();
	}

	/**
	 * Looks at what has changed in a step.
	 */
	void look(Facts facts) {
		long current = this.history.position();
		if (current != this.position) {
			this.position = current;
			facts.passed(this.owner, current);
		}
		long proven = provenAt();
		if (proven != this.provenAt) {
			this.provenAt = proven;
			facts.madeAgain(this.owner, this.beats.getOrDefault(proven, List.of()));
		}
	}

	private long provenAt() {
		return this.world.millis() - this.catchUp.lagNanos() / World.NANOS_PER_MILLI;
	}

	/**
	 * One thread: what is to run there runs in that order.
	 */
	private final class StepThread implements Executor {

		private final Deque<Runnable> tasks = new ArrayDeque<>();

		private boolean stopped;

		@Override
		public void execute(Runnable task) {
			if (this.stopped) {
				throw new RejectedExecutionException("The follower was stopped");
			}
			this.tasks.add(task);
			ModelFollower.this.world.later(ModelFollower.this.owner, "follower", this::next);
		}

		private void next() {
			if (this.tasks.isEmpty()) {
				return;
			}
			if (isAsleep()) {
				ModelFollower.this.world.later(ModelFollower.this.owner, "follower sleeps", this::next);
			}
			else {
				this.tasks.remove().run();
			}
		}

		private void stop() {
			this.stopped = true;
			while (!this.tasks.isEmpty()) {
				this.tasks.remove().run();
			}
		}

	}

}
