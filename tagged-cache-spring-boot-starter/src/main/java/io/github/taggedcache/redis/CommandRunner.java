package io.github.taggedcache.redis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.taggedcache.core.store.AnswerThread;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.redis.Breaker.Passage;
import io.github.taggedcache.redis.Command.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands, and sends a failed command again if a short wait is likely to help. The
 * pauses double up to {@value #LONGEST_PAUSE_MILLIS} ms. All attempts together take no
 * longer than the command timeout, and a tenth of a second. While Redis does not answer,
 * a {@link Breaker} has commands fail at once. It counts commands with all their
 * attempts. Where it stays closed although commands for entries are refused for long,
 * {@link Patience} has the next of those fail at once.
 */
final class CommandRunner {

	private static final long FIRST_PAUSE_MILLIS = 5;

	private static final long LONGEST_PAUSE_MILLIS = 80;

	private final ConnectionSource connections;

	private final Duration timeout;

	private final Breaker breaker;

	private final Patience patience;

	CommandRunner(ConnectionSource connections, Duration timeout, Breaker breaker, Patience patience) {
		this.connections = connections;
		this.timeout = timeout;
		this.breaker = breaker;
		this.patience = patience;
	}

	<T extends @Nullable Object> CompletableFuture<T> run(Command<T> command) {
		Passage passage = this.breaker.enter(command.kind());
		if (passage == null) {
			return CompletableFuture.failedFuture(this.breaker.refusal(command.description().get()));
		}
		return send(command, passage);
	}

	/**
	 * Sends a command that the breaker has let through.
	 */
	<T extends @Nullable Object> CompletableFuture<T> send(Command<T> command, Passage passage) {
		CompletableFuture<T> answer = new CompletableFuture<>();
		new Attempts<>(command, passage, answer, System.nanoTime() + this.timeout.toNanos()).next(FIRST_PAUSE_MILLIS);
		return answer;
	}

	private final class Attempts<T extends @Nullable Object> {

		private final Command<T> command;

		private final Passage passage;

		private final CompletableFuture<T> answer;

		private final long deadline;

		/**
		 * Why the attempt before failed. Each attempt begins after the end of the last.
		 */
		private @Nullable Throwable earlier;

		/** Where the last attempt was sent. */
		private volatile @Nullable NativeConnection connection;

		Attempts(Command<T> command, Passage passage, CompletableFuture<T> answer, long deadline) {
			this.command = command;
			this.passage = passage;
			this.answer = answer;
			this.deadline = deadline;
		}

		@SuppressWarnings("FutureReturnValueIgnored") // the outcome goes to the answer
		void next(long pause) {
			boolean first = (pause == FIRST_PAUSE_MILLIS);
			CompletableFuture<T> sent;
			try {
				sent = CommandRunner.this.connections.send((connection) -> send(connection, first));
			}
			catch (RuntimeException ex) {
				sent = CompletableFuture.failedFuture(ex);
			}
			if (!first) {
				sent.orTimeout(remaining(), TimeUnit.NANOSECONDS);
			}
			sent.whenComplete((value, ex) -> {
				if (ex == null) {
					CommandRunner.this.breaker.answered(this.passage);
					AnswerThread.run(() -> this.answer.complete(value));
				}
				else {
					failed(Failure.of(ex), pause);
				}
			});
		}

		private CompletableFuture<T> send(NativeConnection connection, boolean first) {
			this.connection = connection;
			CompletableFuture<T> sent = this.command.send().apply(connection.commands()).toCompletableFuture();
			boolean limited = !first || connection.expiresCommandsWithin(CommandRunner.this.timeout);
			return limited ? sent : Deadline.limit(sent, remaining(), connection.driver());
		}

		private void failed(Failure failure, long pause) {
			if (failure.isRefusalOfWrites()) {
				CommandRunner.this.connections.refusesWrites(this.connection);
			}
			boolean healing = failure.isRefusal() || (failure.isLostConnection() && this.command.repeatable());
			if (healing && isPatientWith(failure) && remaining() > TimeUnit.MILLISECONDS.toNanos(pause)) {
				this.earlier = failure.cause();
				// On the timer's thread, which it does not hold up: another one may not
				// be had
				CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS, Runnable::run)
					.execute(() -> next(Math.min(pause * 2, LONGEST_PAUSE_MILLIS)));
			}
			else {
				Failure last = telling(failure);
				StoreException ex = last.exception(this.command.description().get(),
						CommandRunner.this.timeout.toMillis());
				tellBreaker(last, ex);
				AnswerThread.run(() -> this.answer.completeExceptionally(ex));
			}
		}

		/**
		 * Commands for the control keys need no patience of their own: their refusals
		 * open the breaker.
		 */
		private boolean isPatientWith(Failure failure) {
			return this.command.kind() == Kind.CONTROL || !failure.isLasting()
					|| !CommandRunner.this.patience.isSpent();
		}

		private void tellBreaker(Failure last, StoreException ex) {
			Breaker breaker = CommandRunner.this.breaker;
			if (this.command.kind() == Kind.ENTRY && last.isLasting() && last.isRefusal() && isPatientWith(last)) {
				CommandRunner.this.patience.spend();
			}
			if (last.isSilence(this.command.kind())) {
				breaker.unanswered(this.passage, ex);
			}
			else if (last.isReply()) {
				breaker.answered(this.passage);
			}
			else {
				breaker.unsent(this.passage);
			}
		}

		private long remaining() {
			return this.deadline - System.nanoTime();
		}

		/**
		 * If the last attempt ran out of time, the failure of the attempt before says
		 * more.
		 */
		private Failure telling(Failure last) {
			return (last.cause() instanceof TimeoutException && this.earlier != null) ? new Failure(this.earlier)
					: last;
		}

	}

}
