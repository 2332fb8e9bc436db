package io.github.taggedcache.test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.taggedcache.core.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Disturbs the store of a test: commands fail, or are answered late. The commands of the
 * follower as well, so the node stops trusting its own history after
 * {@code tagged-cache.max-staleness}. Commands that wait are sent in the order in which
 * they came. Safe for all threads. Before each test method the store is undisturbed.
 */
public final class StoreFaults {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Fault NONE = new Fault(false, false, Duration.ZERO);

	private final Duration patience;

	/** Commands that are not sent yet, in order. Guarded by this. */
	private final Queue<Waiting<?>> waiting = new ArrayDeque<>();

	/** Guarded by this. */
	private Fault fault = NONE;

	/**
	 * Creates the faults of a store that is undisturbed.
	 */
	public StoreFaults() {
		this(PATIENCE);
	}

	/**
	 * Creates the faults of a store that is undisturbed.
	 * @param patience how long a command is held at most
	 */
	StoreFaults(Duration patience) {
		this.patience = patience;
	}

	/**
	 * Lets each command fail with a {@link StoreException}, until {@link #recover()}.
	 * Nothing is done in the store.
	 */
	public void fail() {
		set(new Fault(true, false, Duration.ZERO));
	}

	/**
	 * Sends each command to the store only after some time, until {@link #recover()}.
	 * @param duration how late
	 * @throws IllegalArgumentException if the duration is negative
	 */
	public void delay(Duration duration) {
		if (duration.isNegative()) {
			throw new IllegalArgumentException("A delay cannot be negative: " + duration);
		}
		set(new Fault(false, false, duration));
	}

	/**
	 * Holds each command back until {@link #recover()}. Who waits for an answer waits
	 * that long, so the command must be sent on another thread than the test's. A command
	 * that is held for 10 s fails with a {@link StoreException}, and is not sent.
	 */
	public void hold() {
		set(new Fault(false, true, Duration.ZERO));
	}

	/**
	 * Ends all faults. Commands that were held back or delayed are sent now.
	 */
	public void recover() {
		set(NONE);
	}

	/**
	 * Ends the fault before. What waits is sent on this thread, before what comes later.
	 */
	private void set(Fault next) {
		List<Runnable> answers = new ArrayList<>();
		synchronized (this) {
			for (Waiting<?> command = this.waiting.poll(); command != null; command = this.waiting.poll()) {
				answers.add(command.send());
			}
			this.fault = next;
		}
		answers.forEach(Runnable::run);
	}

	<T> CompletableFuture<T> disturb(String command, Supplier<CompletableFuture<T>> send) {
		Fault now;
		synchronized (this) {
			now = this.fault;
			if (now.isWait()) {
				return queue(new Waiting<>(command, send), now);
			}
		}
		if (now.failing()) {
			return CompletableFuture
				.failedFuture(new StoreException("StoreFaults.fail(): the store does not answer to " + command, null));
		}
		return send.get();
	}

	private <T> CompletableFuture<T> queue(Waiting<T> command, Fault now) {
		this.waiting.add(command);
		if (now.holding()) {
			after(this.patience, () -> giveUp(command));
		}
		else {
			after(now.delay(), () -> sendUpTo(command));
		}
		return command.answer;
	}

	private static void after(Duration duration, Runnable action) {
		CompletableFuture.delayedExecutor(duration.toMillis(), TimeUnit.MILLISECONDS).execute(action);
	}

	private void giveUp(Waiting<?> command) {
		boolean waited;
		synchronized (this) {
			waited = this.waiting.remove(command);
		}
		if (waited) {
			command.answer.completeExceptionally(new StoreException("StoreFaults.hold(): " + command.name
					+ " was held for " + this.patience
					+ ", and nobody called recover(). Make the call on another thread than the one that recovers",
					null));
		}
	}

	/**
	 * Those that came before are due as well: what waits at one time waits equally long.
	 */
	private void sendUpTo(Waiting<?> last) {
		List<Runnable> answers = new ArrayList<>();
		synchronized (this) {
			while (this.waiting.contains(last)) {
				answers.add(this.waiting.remove().send());
			}
		}
		answers.forEach(Runnable::run);
	}

	/**
	 * What happens to commands.
	 *
	 * @param failing whether they fail
	 * @param holding whether they wait until the next fault
	 * @param delay how long they wait at most
	 */
	private record Fault(boolean failing, boolean holding, Duration delay) {

		boolean isWait() {
			return this.holding || !this.delay.isZero();
		}

	}

	/**
	 * A command that is not sent yet.
	 *
	 * @param <T> the type of the answer
	 */
	private static final class Waiting<T> {

		private final String name;

		private final Supplier<CompletableFuture<T>> command;

		private final CompletableFuture<T> answer = new CompletableFuture<>();

		Waiting(String name, Supplier<CompletableFuture<T>> command) {
			this.name = name;
			this.command = command;
		}

		/**
		 * Sends the command.
		 * @return passes the answer on, which may call whoever waits for it
		 */
		@SuppressWarnings("FutureReturnValueIgnored") // a failure is passed on as well
		Runnable send() {
			CompletableFuture<T> sent = sent();
			return () -> sent.whenComplete(this::complete);
		}

		private CompletableFuture<T> sent() {
			try {
				return this.command.get();
			}
			catch (RuntimeException ex) {
				return CompletableFuture.failedFuture(ex);
			}
		}

		private void complete(T value, @Nullable Throwable failure) {
			if (failure != null) {
				this.answer.completeExceptionally(failure);
			}
			else {
				this.answer.complete(value);
			}
		}

	}

}
