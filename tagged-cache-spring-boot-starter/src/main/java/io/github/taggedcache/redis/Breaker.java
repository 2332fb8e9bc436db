package io.github.taggedcache.redis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.taggedcache.core.store.BreakerState;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.redis.Command.Kind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has commands fail at once while Redis does not answer. Thread safe.
 * <p>
 * One command that Redis did not answer opens the breaker, unless Redis has answered
 * another one since the command was sent: a slow command among others that are answered
 * is no outage. While the breaker is open, commands of callers fail at once.
 * {@link Trials} ask Redis meanwhile. An answer closes the breaker.
 * <p>
 * Without the master of the control keys, and if that takes no writes, no entry can be
 * judged. So only answers of it close the breaker, or excuse commands to it.
 */
final class Breaker {

	private static final Logger logger = LoggerFactory.getLogger(Breaker.class);

	private static final float ALL = 100;

	/** The trials keep the time themselves. */
	private static final Duration SHORTEST = Duration.ofMillis(1);

	private final CircuitBreaker breaker;

	private final long periodNanos;

	private final LongSupplier nanoTime;

	private final List<Runnable> outageListeners = new CopyOnWriteArrayList<>();

	private final List<Runnable> recoveryListeners = new CopyOnWriteArrayList<>();

	/** When the master of the control keys last answered. */
	private volatile long answeredAt;

	/** When Redis last answered another command. */
	private volatile long entryAnsweredAt;

	/** When the command was sent that opened the breaker. */
	private volatile long silentSince;

	private volatile long openedAt;

	/** What opened the breaker. */
	private volatile @Nullable StoreException failure;

	private Breaker(Duration period, LongSupplier nanoTime, State initialState) {
		this.periodNanos = period.toNanos();
		this.nanoTime = nanoTime;
		this.answeredAt = nanoTime.getAsLong();
		this.entryAnsweredAt = this.answeredAt;
		this.breaker = CircuitBreaker.of("tagged-cache-redis",
				CircuitBreakerConfig.custom()
					.slidingWindowSize(1)
					.minimumNumberOfCalls(1)
					.failureRateThreshold(ALL)
					.waitDurationInOpenState(SHORTEST)
					.permittedNumberOfCallsInHalfOpenState(1)
					.clock(new MonotonicClock(nanoTime))
					.initialState(initialState)
					.build());
		this.breaker.getEventPublisher()
			.onStateTransition((event) -> changed(event.getStateTransition().getFromState(),
					event.getStateTransition().getToState()));
	}

	/**
	 * Creates a closed breaker.
	 * @param period how long after Redis did not answer it is asked again
	 * @param nanoTime the time, in ns
	 */
	static Breaker of(Duration period, LongSupplier nanoTime) {
		return new Breaker(period, nanoTime, State.CLOSED);
	}

	/**
	 * A breaker that never opens.
	 */
	static Breaker off() {
		return new Breaker(Duration.ofSeconds(1), System::nanoTime, State.DISABLED);
	}

	/**
	 * Lets the command of a caller through, or not.
	 * @param kind what its answer says about Redis
	 * @return the command, whose end is to be told; null if it is to fail at once
	 */
	@Nullable Passage enter(Kind kind) {
		return isHoldingBack() ? null : new Passage(this.nanoTime.getAsLong(), false, kind);
	}

	/**
	 * Lets a command through that tries, unless another one is trying.
	 * @return the command, whose end is to be told; null if there is nothing to try
	 */
	@Nullable Passage tryAgain() {
		if (!isHoldingBack() || !this.breaker.tryAcquirePermission()) {
			return null;
		}
		return new Passage(this.nanoTime.getAsLong(), this.breaker.getState() == State.HALF_OPEN, Kind.CONTROL);
	}

	/**
	 * Lets a command through beside the one that tries. Its answer closes the breaker. If
	 * there is no answer, nothing changes.
	 */
	Passage enterBeside() {
		return new Passage(this.nanoTime.getAsLong(), false, Kind.CONTROL);
	}

	/**
	 * Why a command is not let through.
	 * @param description describes the command
	 */
	StoreException refusal(String description) {
		long now = this.nanoTime.getAsLong();
		long silentMillis = TimeUnit.NANOSECONDS.toMillis(now - this.silentSince);
		long leftMillis = TimeUnit.NANOSECONDS.toMillis(this.openedAt + this.periodNanos - now);
		Instant since = Instant.now().minusMillis(silentMillis).truncatedTo(ChronoUnit.MILLIS);
		String next = (this.breaker.getState() == State.OPEN && leftMillis > 0)
				? "it is asked again in " + leftMillis + " ms" : "it is being asked again now";
		return new StoreException("Redis: " + description + " was not sent: Redis has not answered since " + since
				+ ", which is " + silentMillis + " ms; " + next, this.failure);
	}

	/**
	 * Redis has answered a command, be it by an error.
	 */
	void answered(Passage passage) {
		if (passage.kind() == Kind.ENTRY) {
			this.entryAnsweredAt = this.nanoTime.getAsLong();
			return;
		}
		this.answeredAt = this.nanoTime.getAsLong();
		if (isHoldingBack()) {
			this.breaker.transitionToClosedState();
		}
	}

	/**
	 * Redis has not answered a command.
	 */
	void unanswered(Passage passage, StoreException ex) {
		if (isSlowAmongOthers(passage)) {
			unsent(passage);
			return;
		}
		State state = this.breaker.getState();
		if (state == State.CLOSED) {
			this.silentSince = passage.sentAt();
			this.failure = ex;
		}
		// What was sent before the breaker opened says nothing new
		if (state == State.CLOSED || passage.isTrial()) {
			this.breaker.onError(this.nanoTime.getAsLong() - passage.sentAt(), TimeUnit.NANOSECONDS, ex);
		}
	}

	private boolean isSlowAmongOthers(Passage passage) {
		return this.answeredAt - passage.sentAt() > 0
				|| (passage.kind() == Kind.ENTRY && this.entryAnsweredAt - passage.sentAt() > 0);
	}

	/**
	 * A command has failed without having been sent, or its end says nothing about Redis.
	 */
	void unsent(Passage passage) {
		if (passage.isTrial()) {
			this.breaker.releasePermission();
		}
	}

	/**
	 * Whether commands of callers fail at once.
	 */
	boolean isHoldingBack() {
		State state = this.breaker.getState();
		return state == State.OPEN || state == State.HALF_OPEN;
	}

	/**
	 * The state.
	 * @return null if the breaker is off
	 */
	@Nullable BreakerState state() {
		return switch (this.breaker.getState()) {
			case CLOSED -> BreakerState.CLOSED;
			case HALF_OPEN -> BreakerState.HALF_OPEN;
			case OPEN, FORCED_OPEN -> BreakerState.OPEN;
			case DISABLED, METRICS_ONLY -> null;
		};
	}

	/**
	 * Has something run each time that Redis no longer answers.
	 */
	void onOutage(Runnable listener) {
		this.outageListeners.add(listener);
	}

	/**
	 * Has something run each time that the breaker closes.
	 */
	void onRecovery(Runnable listener) {
		this.recoveryListeners.add(listener);
	}

	private void changed(State from, State to) {
		if (to == State.OPEN) {
			this.openedAt = this.nanoTime.getAsLong();
		}
		if (from == State.CLOSED && to == State.OPEN) {
			StoreException cause = this.failure;
			logger.warn(
					"Redis does not answer: until it does, commands fail at once, and it is asked again every {} ms"
							+ " ({})",
					TimeUnit.NANOSECONDS.toMillis(this.periodNanos), (cause != null) ? cause.getMessage() : "");
			this.outageListeners.forEach(Runnable::run);
		}
		else if (to == State.CLOSED && from != State.CLOSED) {
			logger.info("Redis answers again, after {} ms",
					TimeUnit.NANOSECONDS.toMillis(this.nanoTime.getAsLong() - this.silentSince));
			this.recoveryListeners.forEach(Runnable::run);
		}
	}

	/**
	 * A command that was let through.
	 *
	 * @param sentAt when, in ns
	 * @param isTrial whether it tries if Redis answers again
	 * @param kind what its answer says about Redis
	 */
	record Passage(long sentAt, boolean isTrial, Kind kind) {

	}

	/**
	 * A clock that nobody sets: after a wall clock was set back, the breaker would stay
	 * open for too long.
	 */
	private static final class MonotonicClock extends Clock {

		private final LongSupplier nanoTime;

		private final long start;

		MonotonicClock(LongSupplier nanoTime) {
			this.nanoTime = nanoTime;
			this.start = nanoTime.getAsLong();
		}

		@Override
		public Instant instant() {
			return Instant.EPOCH.plusNanos(this.nanoTime.getAsLong() - this.start);
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
