package io.github.taggedcache.redis;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.github.taggedcache.core.store.Beat;
import io.github.taggedcache.core.store.BeatResult;
import io.github.taggedcache.core.store.LogConnection;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.StoreException;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import org.jspecify.annotations.Nullable;

/**
 * A follower's own connection.
 * <p>
 * The connection does not survive its first loss. The driver would reconnect to the same
 * address, which may belong to a replica by now, and send the waiting read again; the
 * follower would not notice. So this connection is closed when it is lost, whatever the
 * application set for its client, and each answer has a deadline. The follower then knows
 * that it is not caught up, and looks for the master anew.
 */
final class RedisLogConnection implements LogConnection, RedisConnectionStateListener {

	/** The longest time that an answer may be late. */
	private static final Duration LONGEST_DELAY = Duration.ofSeconds(1);

	/** The longest wait of a read, so that an unnoticed loss shows within 1 s. */
	private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

	private final OwnConnection connection;

	private final ControlKeys control;

	private final long delayMillis;

	private final Set<CompletableFuture<?>> waiting = ConcurrentHashMap.newKeySet();

	/** Why the connection ended; null while it is open. */
	private final AtomicReference<@Nullable String> end = new AtomicReference<>();

	private final Runnable onMaster;

	private final Consumer<RedisLogConnection> onEnd;

	RedisLogConnection(OwnConnection connection, ControlKeys control, Duration commandTimeout, Runnable onMaster,
			Consumer<RedisLogConnection> onEnd) {
		this.onMaster = onMaster;
		this.onEnd = onEnd;
		this.connection = connection;
		this.control = control;
		boolean shorter = commandTimeout.compareTo(LONGEST_DELAY) < 0;
		this.delayMillis = Math.max(1, (shorter ? commandTimeout : LONGEST_DELAY).toMillis());
	}

	/**
	 * Begins to watch the connection.
	 */
	void open() {
		// Deadlines are set here: a read may wait longer than a command may take
		this.connection.channel().setTimeout(Duration.ZERO);
		this.connection.channel().addListener(this);
		if (!this.connection.channel().isOpen()) {
			end("the connection was lost");
		}
	}

	@Override
	public CompletableFuture<List<LogRecord>> read(long after, int max, long waitMillis) {
		long wait = Math.min(waitMillis, LONGEST_WAIT.toMillis());
		return send(this.control.read(after, max, wait), wait);
	}

	/**
	 * A beat counts as a write: a server that does not take any refuses it, and answers
	 * reads all the same.
	 */
	@Override
	public CompletableFuture<BeatResult> beat(Beat beat) {
		return send(this.control.beat(beat), 0).whenComplete((result, ex) -> {
			if (ex == null) {
				this.onMaster.run();
			}
		});
	}

	@SuppressWarnings({ "FutureReturnValueIgnored", // the outcome goes to the answer
			"CollectionUndefinedEquality" }) // an answer is equal to itself only
	private <T> CompletableFuture<T> send(Command<T> command, long waitMillis) {
		CompletableFuture<T> answer = new CompletableFuture<>();
		this.waiting.add(answer);
		answer.whenComplete((value, ex) -> this.waiting.remove(answer));
		if (failIfEnded()) {
			return answer;
		}
		long patience = waitMillis + this.delayMillis;
		sent(command, patience).whenComplete((value, ex) -> {
			if (ex != null) {
				answer.completeExceptionally(Failure.of(ex).exception(command.description().get(), patience));
			}
			else {
				answer.complete(value);
			}
		});
		return answer;
	}

	private <T> CompletableFuture<T> sent(Command<T> command, long patience) {
		try {
			CompletableFuture<T> sent = command.send().apply(this.connection.channel().async()).toCompletableFuture();
			return Deadline.limit(sent, TimeUnit.MILLISECONDS.toNanos(patience), this.connection.driver());
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	@Override
	public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
		end("the connection was lost");
	}

	@Override
	public void close() {
		end("the connection was closed");
	}

	private void end(String reason) {
		if (this.end.compareAndSet(null, reason)) {
			failIfEnded();
			this.connection.closeSoon();
			this.onEnd.accept(this);
		}
	}

	private boolean failIfEnded() {
		String reason = this.end.get();
		if (reason != null) {
			this.waiting.forEach((answer) -> answer
				.completeExceptionally(new StoreException("Redis: following the log failed: " + reason, null)));
		}
		return reason != null;
	}

}
