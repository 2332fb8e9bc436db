package io.github.taggedcache.redis;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Holds the connection that commands are sent on: the factory's shared connection, or a
 * connection of our own if the factory shares none. A closed connection is replaced.
 * <p>
 * Connecting blocks, and callers may be driver threads or event loops. So connecting
 * happens on a thread of its own, one attempt at a time. Meanwhile commands wait in a
 * queue, in order. A command leaves the queue after the command timeout, however long
 * connecting goes on.
 */
final class ConnectionSource implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ConnectionSource.class);

	private final LettuceConnectionFactory factory;

	private final Duration timeout;

	private final Object lock = new Object();

	/** Guarded by the lock; not empty only while connecting. */
	private final Set<Waiting<?>> queue = new LinkedHashSet<>();

	/** Guarded by the lock. */
	private boolean connecting;

	private volatile @Nullable NativeConnection current;

	/** Whether a connection that leads nowhere is to be replaced. */
	private volatile boolean renewing;

	/** The connection on which the last write was refused, until it is looked at. */
	private volatile @Nullable NativeConnection refusing;

	/** The connection that refused writes when a follower was answered. */
	private volatile @Nullable NativeConnection suspect;

	private volatile boolean closed;

	ConnectionSource(LettuceConnectionFactory factory, Duration timeout) {
		this.factory = factory;
		this.timeout = timeout;
	}

	/**
	 * Sends a command: now if there is a connection, else as soon as there is one.
	 * @param sending sends the command
	 * @return the answer; fails if no connection can be made
	 */
	<T extends @Nullable Object> CompletableFuture<T> send(Function<NativeConnection, CompletableFuture<T>> sending) {
		NativeConnection connection = this.current;
		return (connection != null && connection.isUsable() && !this.renewing) ? sending.apply(connection)
				: enqueue(sending);
	}

	/**
	 * A server has refused a write as it refuses all writes.
	 * @param connection the connection to it
	 */
	void refusesWrites(@Nullable NativeConnection connection) {
		this.refusing = connection;
	}

	/**
	 * A follower, which connects anew when it fails, has met a master that takes writes.
	 * Has the next command connect anew, if the driver has lost the connection and waits
	 * before it connects again: after a long outage that wait is half a minute. The same
	 * if the connection leads to a server that was demoted: the driver would stay there.
	 * <p>
	 * The refusals may be older than the answer. So a connection is replaced if it has
	 * refused a write since the follower's answer before.
	 */
	void masterAnswers() {
		NativeConnection connection = this.current;
		NativeConnection refused = this.refusing;
		this.refusing = null;
		boolean refuses = connection != null && connection.equals(refused) && connection.isToOneServer();
		if (connection != null && (connection.isDisconnected() || (refuses && connection.equals(this.suspect)))) {
			this.renewing = true;
		}
		this.suspect = refuses ? connection : null;
	}

	/**
	 * The connection is good: what it refused before counts no more.
	 */
	void trust() {
		this.refusing = null;
		this.suspect = null;
	}

	private <T extends @Nullable Object> CompletableFuture<T> enqueue(
			Function<NativeConnection, CompletableFuture<T>> sending) {
		if (this.closed) {
			return CompletableFuture.failedFuture(new IllegalStateException("The store was closed"));
		}
		CompletableFuture<T> answer = new CompletableFuture<T>().orTimeout(this.timeout.toNanos(),
				TimeUnit.NANOSECONDS);
		Waiting<T> waiting = new Waiting<>(sending, answer);
		boolean connect;
		synchronized (this.lock) {
			this.queue.add(waiting);
			connect = !this.connecting;
			this.connecting = true;
		}
		leaveWhenAnswered(waiting);
		if (connect) {
			startConnecting();
		}
		return answer;
	}

	/**
	 * An answered command must not stay in the queue: it may hold a whole envelope.
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // it is the same outcome
	private void leaveWhenAnswered(Waiting<?> waiting) {
		waiting.answer().whenComplete((value, ex) -> {
			synchronized (this.lock) {
				this.queue.remove(waiting);
			}
		});
	}

	/**
	 * Number of commands that wait for a connection.
	 */
	int waiting() {
		synchronized (this.lock) {
			return this.queue.size();
		}
	}

	private void startConnecting() {
		try {
			Thread connector = new Thread(this::connect, "tagged-cache-redis-connect");
			connector.setDaemon(true);
			connector.start();
		}
		catch (Throwable ex) {
			// An attempt that does not end would keep the next one from starting
			failQueue(ex);
		}
	}

	private void connect() {
		try {
			serveQueue(usable());
		}
		catch (Throwable ex) {
			failQueue(ex);
		}
	}

	private NativeConnection usable() {
		NativeConnection old = this.current;
		boolean renew = this.renewing && old != null && (old.isDisconnected() || old.equals(this.suspect));
		this.renewing = false;
		if (old != null && old.isUsable() && !renew) {
			// Another thread has replaced it meanwhile, or the driver has reconnected
			return old;
		}
		this.current = null;
		this.suspect = null;
		if (old != null) {
			giveBack(old);
		}
		if (renew && this.factory.getShareNativeConnection()) {
			this.factory.resetConnection();
		}
		return NativeConnection.of(this.factory);
	}

	/**
	 * The factory of the old connection may be gone. That must not prevent a new one.
	 */
	private static void giveBack(NativeConnection old) {
		try {
			old.close();
		}
		catch (RuntimeException ex) {
			logger.debug("The old connection could not be given back", ex);
		}
	}

	private void serveQueue(NativeConnection connection) {
		while (true) {
			List<Waiting<?>> next;
			synchronized (this.lock) {
				if (this.queue.isEmpty()) {
					this.current = connection;
					this.connecting = false;
					break;
				}
				next = takeQueue();
			}
			next.forEach((waiting) -> waiting.send(connection));
		}
		if (this.closed) {
			close();
		}
	}

	private void failQueue(Throwable ex) {
		List<Waiting<?>> failed;
		synchronized (this.lock) {
			failed = takeQueue();
			this.connecting = false;
		}
		failed.forEach((waiting) -> waiting.answer().completeExceptionally(ex));
	}

	private List<Waiting<?>> takeQueue() {
		List<Waiting<?>> taken = List.copyOf(this.queue);
		this.queue.clear();
		return taken;
	}

	/**
	 * Gives the connection back. From here on there is no connection.
	 */
	@Override
	public void close() {
		this.closed = true;
		NativeConnection connection;
		synchronized (this.lock) {
			connection = this.current;
			this.current = null;
		}
		if (connection != null) {
			giveBack(connection);
		}
	}

	private record Waiting<T extends @Nullable Object>(Function<NativeConnection, CompletableFuture<T>> sending,
			CompletableFuture<T> answer) {

		@SuppressWarnings("FutureReturnValueIgnored") // the outcome goes to the answer
		void send(NativeConnection connection) {
			if (this.answer.isDone()) {
				return;
			}
			try {
				this.sending.apply(connection).whenComplete((value, ex) -> {
					if (ex != null) {
						this.answer.completeExceptionally(ex);
					}
					else {
						this.answer.complete(value);
					}
				});
			}
			catch (RuntimeException ex) {
				this.answer.completeExceptionally(ex);
			}
		}

	}

}
