package io.github.taggedcache.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.taggedcache.core.store.Beat;
import io.github.taggedcache.core.store.BeatResult;
import io.github.taggedcache.core.store.LogConnection;
import io.github.taggedcache.core.store.LogRecord;

/**
 * A follower's connection as one node sees it: calls wait for the scheduler. Its reads do
 * not wait for records: time passes by steps here.
 */
final class SteppedConnection implements LogConnection {

	private final ModelNode owner;

	private final World world;

	private final LogConnection connection;

	private final Set<StoreCall<?>> unanswered = new LinkedHashSet<>();

	private boolean closed;

	SteppedConnection(ModelNode owner, World world, LogConnection connection) {
		this.owner = owner;
		this.world = world;
		this.connection = connection;
	}

	@Override
	public CompletableFuture<List<LogRecord>> read(long after, int max, long waitMillis) {
		return send("read after " + after, () -> this.connection.read(after, max, 0), (records) -> {
		});
	}

	@Override
	public CompletableFuture<BeatResult> beat(Beat beat) {
		Consumer<BeatResult> onExecution = this.world.beats(this.owner);
		return send("beat", () -> this.connection.beat(beat), onExecution);
	}

	private <T> CompletableFuture<T> send(String what, Supplier<CompletableFuture<T>> command,
			Consumer<T> onExecution) {
		StoreCall<T> call = new StoreCall<>(this.owner, what, "", command, onExecution);
		if (this.closed) {
			call.fail();
			return call.future();
		}
		this.unanswered.removeIf((sent) -> sent.future().isDone());
		this.unanswered.add(call);
		this.world.send("follower", call);
		return call.future();
	}

	/**
	 * The connection breaks: what was asked on it fails, and so does whatever will be.
	 */
	void cut() {
		this.closed = true;
		this.connection.close();
		this.unanswered.forEach((call) -> this.world.later(this.owner, "loses " + call, call::fail));
		this.unanswered.clear();
	}

	@Override
	public void close() {
		this.closed = true;
		this.connection.close();
		this.unanswered.forEach(StoreCall::fail);
		this.unanswered.clear();
	}

	/**
	 * The node is gone, and with it whoever would be told.
	 */
	void abandon() {
		this.connection.close();
	}

}
