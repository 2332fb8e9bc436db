package io.github.taggedcache.core.load;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * A caller that found nothing, and may wait for loads that others began: for no more than
 * {@value #MAX_JOINS} loads, for all of them together no longer than the join timeout,
 * and for no load that waits for the caller itself. After that the caller loads alone. So
 * its call ends even under constant invalidation.
 */
final class Joiner {

	static final int MAX_JOINS = 3;

	private final LoadWaits waits;

	private final LongSupplier nanoTime;

	private final Duration longest;

	private final @Nullable Load caller = LoadScope.currentLoad();

	private int joins;

	private long firstJoin;

	private boolean late;

	/**
	 * Creates a joiner, on the thread of the call.
	 */
	Joiner(LoadWaits waits, LongSupplier nanoTime, Duration longest) {
		this.waits = waits;
		this.nanoTime = nanoTime;
		this.longest = longest;
	}

	/**
	 * Whether this caller shares a load. One that is late may still begin a load for
	 * others.
	 */
	boolean mayShare() {
		return this.late || this.joins < MAX_JOINS;
	}

	/**
	 * Joins a load. Whoever stops waiting earlier cancels the future.
	 * @param other the load
	 * @return its outcome, or null when the time is over; no future if this caller must
	 * not wait for that load
	 */
	@Nullable CompletableFuture<@Nullable LoadedValue> join(Load other) {
		long now = this.nanoTime.getAsLong();
		if (this.joins == 0) {
			this.firstJoin = now;
		}
		Duration left = this.longest.minusNanos(now - this.firstJoin);
		this.late |= !this.longest.isZero() && (left.isZero() || left.isNegative());
		if (!this.late && other.outcome().isDone()) {
			this.joins++;
			return this.waits.outcome(other, Duration.ZERO);
		}
		if (this.late || !begin(other)) {
			return null;
		}
		this.joins++;
		return outcome(other, this.longest.isZero() ? Duration.ZERO : left);
	}

	@SuppressWarnings("FutureReturnValueIgnored") // it is the same outcome
	private CompletableFuture<@Nullable LoadedValue> outcome(Load other, Duration left) {
		CompletableFuture<@Nullable LoadedValue> outcome = this.waits.outcome(other, left);
		outcome.whenComplete((loaded, ex) -> end(other));
		return outcome;
	}

	/**
	 * Whether this caller has waited for the loads of others as long as it may.
	 */
	boolean isLate() {
		return this.late;
	}

	/**
	 * Takes note that the time was over before the outcome came.
	 */
	void runLate() {
		this.late = true;
	}

	/**
	 * Takes note that the load which this call is made for, if there is one, waits for
	 * another.
	 * @return false if that one waits for the first
	 */
	boolean begin(Load other) {
		return this.caller == null || this.waits.begin(this.caller, other);
	}

	void end(Load other) {
		if (this.caller != null) {
			this.waits.end(this.caller, other);
		}
	}

}
