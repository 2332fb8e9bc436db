package io.github.taggedcache.core.region;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

import io.github.taggedcache.core.region.Load.Loaded;
import org.jspecify.annotations.Nullable;

/**
 * A caller that found nothing, and may wait for loads that others began: for no more than
 * {@value LoadedValues#MAX_JOINS} of them, for all of them together no longer than the
 * join timeout, and for none that waits for the caller itself. Else the caller loads.
 */
final class Joiner {

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
	Joiner(Region.Environment environment, RegionSettings settings) {
		this.waits = environment.waits();
		this.nanoTime = environment.nanoTime();
		this.longest = settings.joinTimeout();
	}

	/**
	 * Whether this caller shares a load. One that is late may still begin a load for
	 * others.
	 */
	boolean mayShare() {
		return this.late || this.joins < LoadedValues.MAX_JOINS;
	}

	/**
	 * Joins a load. Whoever stops waiting earlier cancels the future.
	 * @param other the load
	 * @return its outcome, or null when the time is over; no future if this caller must
	 * not wait for that load
	 */
	@Nullable CompletableFuture<@Nullable Loaded> join(Load other) {
		long now = this.nanoTime.getAsLong();
		if (this.joins == 0) {
			this.firstJoin = now;
		}
		Duration left = this.longest.minusNanos(now - this.firstJoin);
		this.late |= !this.longest.isZero() && (left.isZero() || left.isNegative());
		if (this.late || !begin(other)) {
			return null;
		}
		this.joins++;
		return outcome(other, this.longest.isZero() ? Duration.ZERO : left);
	}

	@SuppressWarnings("FutureReturnValueIgnored") // it is the same outcome
	private CompletableFuture<@Nullable Loaded> outcome(Load other, Duration left) {
		CompletableFuture<@Nullable Loaded> outcome = this.waits.outcome(other, left);
		outcome.whenComplete((loaded, ex) -> end(other));
		return outcome;
	}

	/**
	 * Takes note that the time was over before the outcome came.
	 */
	void runLate() {
		this.late = true;
	}

	/**
	 * Takes note that the load whose loader made this call, if there is one, waits for
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
