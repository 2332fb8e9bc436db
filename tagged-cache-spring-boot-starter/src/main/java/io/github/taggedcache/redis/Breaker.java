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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has commands fail at once while Redis does not answer. Thread safe.
 * <p>
 * One command that Redis did not answer opens the breaker, unless Redis has answered
 * another one since the command was sent: a slow command among others that are answered
 * is no outage. While the breaker is open, commands fail at once. After each period one
 * command tries, and its answer closes the breaker.
 * <p>
 * The connection of the follower is not held back. If Redis answers there, the breaker
 * closes at once, but only once an outage: if the next command still gets no answer, only
 * the connection of the commands is broken, and the follower says nothing about that.
 */
final class Breaker {

	private static final Logger logger = LoggerFactory.getLogger(Breaker.class);

	private static final float ALL = 100;

	private final CircuitBreaker breaker;

	private final long periodNanos;

	private final LongSupplier nanoTime;

	private final List<Runnable> recoveryListeners = new CopyOnWriteArrayList<>();

	/** When Redis last answered a command, or the follower in its place. */
	private volatile long answeredAt;

	/** When the command was sent that opened the breaker. */
	private volatile long silentSince;

	private volatile long openedAt;

	/** Whether the follower has closed the breaker since the last answer. */
	private volatile boolean closedByFollower;

	/** What opened the breaker. */
	private volatile @Nullable StoreException failure;

	private Breaker(Duration period, LongSupplier nanoTime, State initialState) {
		this.periodNanos = period.toNanos();
		this.nanoTime = nanoTime;
		this.answeredAt = nanoTime.getAsLong();
		this.breaker = CircuitBreaker.of("tagged-cache-redis",
				CircuitBreakerConfig.custom()
					.slidingWindowSize(1)
					.minimumNumberOfCalls(1)
					.failureRateThreshold(ALL)
					.waitDurationInOpenState(period)
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
	 * @param period how long after Redis did not answer one command tries again
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
	 * Lets a command through, or not.
	 * @return the command, whose end is to be told; null if it is to fail at once
	 */
	@Nullable Passage enter() {
		if (!this.breaker.tryAcquirePermission()) {
			return null;
		}
		return new Passage(this.nanoTime.getAsLong(), this.breaker.getState() == State.HALF_OPEN);
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
				? "the next command tries in " + leftMillis + " ms" : "another command is trying now";
		return new StoreException("Redis: " + description + " was not sent: Redis has not answered since " + since
				+ ", which is " + silentMillis + " ms; " + next, this.failure);
	}

	/**
	 * Redis has answered a command, be it by an error.
	 */
	void answered() {
		this.answeredAt = this.nanoTime.getAsLong();
		if (this.closedByFollower) {
			this.closedByFollower = false;
		}
		if (isHoldingBack()) {
			this.breaker.transitionToClosedState();
		}
	}

	/**
	 * Redis has not answered a command.
	 */
	void unanswered(Passage passage, StoreException ex) {
		if (this.answeredAt - passage.sentAt() > 0) {
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

	/**
	 * A command has failed without having been sent, or its end says nothing about Redis.
	 */
	void unsent(Passage passage) {
		if (passage.isTrial()) {
			this.breaker.releasePermission();
		}
	}

	/**
	 * Redis has answered the follower.
	 * @param reconnect has the next command connect anew, if the driver still waits
	 * before it tries to
	 */
	void followerAnswered(Runnable reconnect) {
		if (!this.closedByFollower && isHoldingBack()) {
			this.closedByFollower = true;
			// What was sent before this answer says nothing about what follows
			this.answeredAt = this.nanoTime.getAsLong();
			reconnect.run();
			this.breaker.transitionToClosedState();
		}
	}

	private boolean isHoldingBack() {
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
					"Redis does not answer: until it does, commands fail at once, and one command tries every {} ms"
							+ " ({})",
					TimeUnit.NANOSECONDS.toMillis(this.periodNanos), (cause != null) ? cause.getMessage() : "");
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
	 */
	record Passage(long sentAt, boolean isTrial) {

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
