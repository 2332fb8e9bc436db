package io.github.taggedcache.redis;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.github.taggedcache.core.store.LogConnection;
import io.github.taggedcache.core.store.StoreException;

/**
 * The followers' connections, from the first attempt to the end of each.
 * <p>
 * Connecting blocks, so it happens on a thread of its own. The driver may wait for ever
 * on that thread, if the application's client is shut down meanwhile or no server
 * answers. So an attempt has an end, at which the thread is interrupted. An earlier
 * interrupt would leak: the driver goes on connecting, and nobody would close the
 * connection.
 */
final class LogConnections implements AutoCloseable {

	private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(10);

	private static final Duration LONGEST_CLOSING = Duration.ofSeconds(1);

	private final MasterConnector connector;

	private final ControlKeys control;

	private final Duration timeout;

	private final Runnable onMaster;

	private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();

	private final Set<RedisLogConnection> open = ConcurrentHashMap.newKeySet();

	private volatile boolean closed;

	/**
	 * Creates it without connections.
	 * @param onMaster runs each time that a follower is answered by a master that takes
	 * writes
	 */
	LogConnections(MasterConnector connector, ControlKeys control, Duration timeout, Runnable onMaster) {
		this.connector = connector;
		this.control = control;
		this.timeout = timeout;
		this.onMaster = onMaster;
	}

	CompletableFuture<LogConnection> connect() {
		Attempt attempt = new Attempt();
		this.attempts.add(attempt);
		attempt.begin();
		if (this.closed) {
			close();
		}
		return attempt.answer;
	}

	/**
	 * Closes the open connections, and each connection that is being made as soon as it
	 * is open. Does not wait.
	 */
	@Override
	public void close() {
		this.closed = true;
		this.attempts.forEach(Attempt::close);
		this.open.forEach(RedisLogConnection::close);
	}

	private final class Attempt {

		private final CompletableFuture<LogConnection> answer = new CompletableFuture<>();

		/** Completes when the thread ends, or should end. */
		private final CompletableFuture<Void> end = new CompletableFuture<>();

		private final Thread thread = new Thread(this::run, "tagged-cache-log-connect");

		@SuppressWarnings("FutureReturnValueIgnored") // nobody waits
		void begin() {
			this.end.whenComplete((done, ex) -> {
				LogConnections.this.attempts.remove(this);
				if (ex != null) {
					fail(ex, LONGEST_ATTEMPT);
					this.thread.interrupt();
				}
			});
			this.thread.setDaemon(true);
			try {
				this.thread.start();
				endWithin(LONGEST_ATTEMPT);
			}
			catch (Throwable ex) {
				// No thread could be started, for this attempt or for its end
				fail(ex, LogConnections.this.timeout);
				this.end.complete(null);
			}
		}

		@SuppressWarnings("FutureReturnValueIgnored") // it is the same future
		private void endWithin(Duration duration) {
			this.end.orTimeout(duration.toMillis(), TimeUnit.MILLISECONDS);
		}

		private void run() {
			try {
				RedisLogConnection connection = open();
				if (LogConnections.this.closed || !this.answer.complete(connection)) {
					connection.close();
				}
			}
			catch (Throwable ex) {
				fail(ex, LogConnections.this.timeout);
			}
			this.end.complete(null);
		}

		private RedisLogConnection open() throws Exception {
			RedisLogConnection connection = new RedisLogConnection(LogConnections.this.connector.connect(),
					LogConnections.this.control, LogConnections.this.timeout, LogConnections.this.onMaster,
					LogConnections.this.open::remove);
			LogConnections.this.open.add(connection);
			connection.open();
			return connection;
		}

		private void fail(Throwable ex, Duration patience) {
			this.answer.completeExceptionally(
					Failure.of(ex).exception("connecting to the invalidation log", patience.toMillis()));
		}

		void close() {
			this.answer.completeExceptionally(
					new StoreException("Redis: connecting to the invalidation log failed: the store was closed", null));
			endWithin(LONGEST_CLOSING);
		}

	}

}
