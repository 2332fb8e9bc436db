package io.github.taggedcache.redis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;

import io.github.taggedcache.redis.Breaker.Passage;

/**
 * Asks Redis while the breaker is open, by a command of this class, so that no caller
 * waits to find out. Each period one command tries.
 * <p>
 * The follower has a connection of its own, and may find first that Redis is back. Then a
 * command goes out at once, beside one that is under way: the other one may wait for a
 * connection that the driver makes again much later. Such commands keep a distance, since
 * a follower that is answered does not mean that commands are.
 */
final class Trials implements AutoCloseable {

	private static final Duration LONGEST_DISTANCE = Duration.ofMillis(100);

	private final Breaker breaker;

	private final Function<Passage, CompletableFuture<?>> command;

	private final long periodNanos;

	private final long distanceNanos;

	private final LongSupplier nanoTime;

	/** When the next command tries: an outage has one of these at a time. */
	private final AtomicReference<CompletableFuture<Void>> next = new AtomicReference<>(
			CompletableFuture.completedFuture(null));

	private final AtomicBoolean isAskedForFollower = new AtomicBoolean();

	/** When a command that the follower caused was last sent in this outage. */
	private volatile long askedForFollowerAt;

	private volatile boolean closed;

	/**
	 * Creates the trials of a breaker.
	 * @param breaker is told of the answers
	 * @param period how long after the breaker opened, or a trial failed, the next one
	 * begins
	 * @param nanoTime the time, in ns
	 * @param command sends a command that changes nothing, and tells the breaker its end
	 */
	Trials(Breaker breaker, Duration period, LongSupplier nanoTime, Function<Passage, CompletableFuture<?>> command) {
		this.breaker = breaker;
		this.command = command;
		this.periodNanos = period.toNanos();
		this.distanceNanos = Math.min(this.periodNanos, LONGEST_DISTANCE.toNanos());
		this.nanoTime = nanoTime;
		this.askedForFollowerAt = nanoTime.getAsLong() - this.distanceNanos;
		breaker.onOutage(this::next);
		breaker.onRecovery(this::cancelNext);
	}

	@SuppressWarnings("FutureReturnValueIgnored") // runs by itself
	private void next() {
		CompletableFuture<Void> timer = new CompletableFuture<>();
		this.next.getAndSet(timer).cancel(false);
		if (this.closed) {
			return;
		}
		timer.thenRunAsync(this::tryAgain);
		timer.completeOnTimeout(null, this.periodNanos, TimeUnit.NANOSECONDS);
	}

	@SuppressWarnings("FutureReturnValueIgnored") // runs by itself
	private void tryAgain() {
		Passage passage = this.breaker.tryAgain();
		CompletableFuture<?> ended = (passage != null) ? this.command.apply(passage)
				: CompletableFuture.completedFuture(null);
		ended.whenComplete((answer, ex) -> {
			if (this.breaker.isHoldingBack()) {
				next();
			}
		});
	}

	/**
	 * A master that takes writes has answered the follower.
	 * @param reconnect has the next command connect anew, also the next attempt of one
	 * that is under way, if the present connection leads nowhere
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // the breaker is told of the outcome
	void followerAnswered(Runnable reconnect) {
		if (!this.breaker.isHoldingBack() || this.closed) {
			return;
		}
		reconnect.run();
		long now = this.nanoTime.getAsLong();
		if (now - this.askedForFollowerAt < this.distanceNanos || !this.isAskedForFollower.compareAndSet(false, true)) {
			return;
		}
		this.askedForFollowerAt = now;
		this.command.apply(this.breaker.enterBeside()).whenComplete((answer, ex) -> this.isAskedForFollower.set(false));
	}

	@Override
	public void close() {
		this.closed = true;
		cancelNext();
	}

	private void cancelNext() {
		CompletableFuture<Void> timer = this.next.get();
		if (timer != null) {
			timer.cancel(false);
		}
	}

}
