package io.github.taggedcache.core.follow;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.LogConnection;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a follower: made when the follower needs one, and thrown away after a
 * failure. Any thread may close it.
 */
final class FollowerConnection {

	private final InvalidationLog log;

	/** Set by the thread that connected, so that closing cannot miss the connection. */
	private final AtomicReference<@Nullable LogConnection> current = new AtomicReference<>();

	private volatile CompletableFuture<?> connecting = CompletableFuture.completedFuture(null);

	private volatile boolean closed;

	FollowerConnection(InvalidationLog log) {
		this.log = log;
	}

	/**
	 * The connection that is there, or a new one.
	 */
	CompletableFuture<LogConnection> get() {
		LogConnection open = this.current.get();
		if (open != null) {
			return CompletableFuture.completedFuture(open);
		}
		CompletableFuture<LogConnection> made = this.log.connect().thenApply(this::made);
		this.connecting = made;
		return made;
	}

	private LogConnection made(LogConnection made) {
		this.current.set(made);
		if (this.closed) {
			disconnect();
			throw new IllegalStateException("The follower was closed");
		}
		return made;
	}

	/**
	 * Closes the connection that is there. The next one looks for the master anew.
	 */
	void disconnect() {
		LogConnection open = this.current.getAndSet(null);
		if (open != null) {
			open.close();
		}
	}

	/**
	 * Closes this for good. A connection that is made later is closed at once.
	 */
	void close() {
		this.closed = true;
		disconnect();
	}

	/**
	 * The last attempt to connect.
	 * @return completes when no connection is being made, normally or not
	 */
	CompletableFuture<?> connecting() {
		return this.connecting;
	}

}
