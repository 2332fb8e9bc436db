package io.github.taggedcache.redis;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.taggedcache.core.store.LogConnection;
import io.github.taggedcache.core.store.StoreException;

/**
 * The followers' connections, from the first attempt to the end of each.
 * <p>
 * Connecting blocks, so it happens on a thread made for it. The driver may wait there for
 * ever, where the application's client is shut down meanwhile or nothing answers; so an
 * attempt has an end, and the thread is interrupted at it.
 */
final class LogConnections implements AutoCloseable {

	private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(10);

	private final MasterConnector connector;

	private final ControlKeys control;

	private final Duration timeout;

	private final Map<Thread, CompletableFuture<LogConnection>> connecting = new ConcurrentHashMap<>();

	private final Set<RedisLogConnection> open = ConcurrentHashMap.newKeySet();

	private volatile boolean closed;

	LogConnections(MasterConnector connector, ControlKeys control, Duration timeout) {
		this.connector = connector;
		this.control = control;
		this.timeout = timeout;
	}

	@SuppressWarnings("FutureReturnValueIgnored") // the answer itself goes on
	CompletableFuture<LogConnection> connect() {
		CompletableFuture<LogConnection> answer = new CompletableFuture<>();
		Thread thread = new Thread(() -> connect(answer), "tagged-cache-log-connect");
		thread.setDaemon(true);
		this.connecting.put(thread, answer);
		answer.orTimeout(LONGEST_ATTEMPT.toMillis(), TimeUnit.MILLISECONDS).whenComplete((connection, ex) -> {
			this.connecting.remove(thread);
			if (ex != null) {
				thread.interrupt();
			}
		});
		thread.start();
		if (this.closed) {
			close();
		}
		return answer.exceptionallyCompose((ex) -> CompletableFuture
			.failedFuture((ex instanceof TimeoutException) ? failure(ex, LONGEST_ATTEMPT) : ex));
	}

	private void connect(CompletableFuture<LogConnection> answer) {
		try {
			RedisLogConnection connection = open(this.connector.connect());
			if (this.closed || !answer.complete(connection)) {
				connection.close();
			}
		}
		catch (Throwable ex) {
			answer.completeExceptionally(failure(ex, this.timeout));
		}
	}

	private static StoreException failure(Throwable ex, Duration patience) {
		return Failure.of(ex).exception("connecting to the invalidation log", patience.toMillis());
	}

	private RedisLogConnection open(OwnConnection own) {
		RedisLogConnection connection = new RedisLogConnection(own, this.control, this.timeout, this.open::remove);
		this.open.add(connection);
		connection.open();
		return connection;
	}

	/**
	 * Closes what is open now, and what is being opened as soon as it is. Does not wait.
	 */
	@Override
	public void close() {
		this.closed = true;
		this.connecting.values()
			.forEach((answer) -> answer.completeExceptionally(new StoreException(
					"Redis: connecting to the invalidation log failed: the store was closed", null)));
		this.open.forEach(RedisLogConnection::close);
	}

}
