package io.github.taggedcache.core.load;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.lease.Lease;
import io.github.taggedcache.core.lease.Leases;
import io.github.taggedcache.core.load.LoadPlaces.Taken;
import io.github.taggedcache.core.load.LoadTarget.Found;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * The turn of one load: what the load waits for before its loader runs, and gives back
 * afterwards.
 *
 * <h2>A place</h2> among the loads of the region that run on this node at a time. A load
 * that waited for a place looks for the value again. It has no place while it waits for a
 * lease, and no lease while it waits for a place.
 *
 * <h2>The lease</h2> of the entry in the cluster. The lease is asked for and the entry is
 * looked up in one round trip, in this order: so whoever acquires the lease after it was
 * released finds what the owner before has written. Whoever does not acquire it asks
 * again after a pause, and takes the value once it is there: judged when it is found, so
 * for this caller like any other hit. When the time to wait is over, the load runs
 * without a lease. A load that has waited runs under the token of its last look: its
 * loader begins later, and what was invalidated while it waited must not be a reason to
 * refuse it.
 *
 * <h2>No ring</h2> A load does not wait for a lease that this node holds for a load which
 * waits for this one, directly or by others. A ring over two nodes ends when the time to
 * wait is over.
 */
final class Turn {

	private final Turns turns;

	private final LoadCall call;

	private final Steps steps;

	private final Joiner joiner;

	private final LoadTarget target;

	private @Nullable Leases leases;

	private long start;

	private long firstPause;

	private int pauses;

	private boolean waited;

	private volatile @Nullable EntryKey entry;

	private volatile @Nullable Lease lease;

	/** The lease that was asked for beside the first lookup, until it is used. */
	private @Nullable Lease early;

	private volatile @Nullable Taken place;

	private volatile CompletableFuture<?> sending = CompletableFuture.completedFuture(null);

	/** A call that was interrupted may end before its last steps have run. */
	private volatile boolean ended;

	/**
	 * Creates the turn of a call, whose steps run one after the other.
	 */
	Turn(Turns turns, LoadCall call, Steps steps, Joiner joiner, LoadTarget target) {
		this.turns = turns;
		this.call = call;
		this.steps = steps;
		this.joiner = joiner;
		this.target = target;
	}

	/**
	 * Asks for the lease beside the first lookup, where most lookups of the region find
	 * nothing: so a miss takes no round trip more than without leases. The question is
	 * sent before the lookup: who acquires the lease and finds nothing may load.
	 */
	void arrive() {
		Leases all = isLeased() ? this.turns.leases() : null;
		if (all != null && this.turns.expectsMiss()) {
			EntryKey key = this.target.entry(this.call);
			this.entry = key;
			this.early = all.request(key);
		}
	}

	/**
	 * Takes note of what the first lookup found.
	 */
	void looked(boolean isHit) {
		this.turns.looked(isHit);
		if (isHit) {
			leave();
		}
	}

	/**
	 * Gives back a lease that is not used: the call does not load for others.
	 */
	void leave() {
		Lease unused = this.early;
		this.early = null;
		if (unused != null) {
			unused.release();
		}
	}

	/**
	 * A load in a transaction keeps nobody waiting: its value may be old, and is often
	 * refused. A refresh has the lease already.
	 */
	private boolean isLeased() {
		return this.call.mayRenewToken() && this.call.replaces() == LoadCall.NOTHING;
	}

	/**
	 * Waits for the turn of a load. A caller that has waited for others as long as it may
	 * waits no more.
	 * @param load the load, which has begun
	 * @param isShared whether the load is made for others as well
	 * @param mayBeStored whether another load may have stored the value by now
	 * @return a value that another load gave, or null if it is this load's turn; no
	 * future if it is its turn at once
	 */
	@Nullable CompletableFuture<@Nullable LoadedValue> come(Load load, boolean isShared, boolean mayBeStored) {
		if (this.joiner.isLate()) {
			return mayBeStored ? lookAgain() : null;
		}
		this.leases = (isShared && isLeased()) ? this.turns.leases() : null;
		this.start = this.turns.now();
		LoadPlaces places = this.turns.places();
		return (places != null) ? placed(load, places, mayBeStored) : leased(load, mayBeStored);
	}

	private CompletableFuture<@Nullable LoadedValue> placed(Load load, LoadPlaces places, boolean mayBeStored) {
		Duration longest = this.turns.longestForPlace();
		Duration left = longest.minusNanos(this.turns.now() - this.start);
		if (!longest.isZero() && (left.isZero() || left.isNegative())) {
			return atOnceIfNull(leased(load, mayBeStored));
		}
		Taken taken = places.take(load, longest.isZero() ? Duration.ZERO : left);
		this.place = taken;
		if (!taken.turn().isDone()) {
			leave();
		}
		return this.steps.afterLoad(taken.turn(), (atOnce, failure) -> {
			if (failure != null || this.ended) {
				return ended(failure);
			}
			this.waited |= !atOnce;
			if (!atOnce) {
				leave();
			}
			return atOnceIfNull(leased(load, mayBeStored || !atOnce));
		});
	}

	private static CompletableFuture<@Nullable LoadedValue> atOnceIfNull(
			@Nullable CompletableFuture<@Nullable LoadedValue> turn) {
		return (turn != null) ? turn : CompletableFuture.completedFuture(null);
	}

	private @Nullable CompletableFuture<@Nullable LoadedValue> leased(Load load, boolean mayBeStored) {
		Leases leases = this.leases;
		if (leases != null) {
			return attempt(load, leases, mayBeStored);
		}
		return mayBeStored ? this.steps.after(this.target.lookAgain(this.call, this.steps.executor()),
				(found) -> came(load, found)) : null;
	}

	private CompletableFuture<@Nullable LoadedValue> lookAgain() {
		return this.target.lookAgain(this.call, this.steps.executor()).thenApply(Found::value);
	}

	/**
	 * Asks for the lease, and behind it for the entry. One round trip.
	 */
	private CompletableFuture<@Nullable LoadedValue> attempt(Load load, Leases leases, boolean mayBeStored) {
		EntryKey key = this.target.entry(this.call);
		this.entry = key;
		Lease first = this.early;
		this.early = null;
		Lease asked = (first != null) ? first : leases.request(key);
		this.lease = asked;
		CompletableFuture<Found> found = (first != null && !mayBeStored)
				? CompletableFuture.completedFuture(Found.NOTHING)
				: this.target.lookAgain(this.call, this.steps.executor()).exceptionally(Turn::nothingIfStoreFailed);
		return this.steps.after(asked.acquired().thenCombine(found, Attempt::new), (attempt) -> {
			if (this.ended) {
				return ended(null);
			}
			if (attempt.isAcquired()) {
				this.turns.holds(key, load);
			}
			return (attempt.isAcquired() || attempt.found().value() != null) ? came(load, attempt.found())
					: pause(load, key, leases, attempt.found());
		});
	}

	/**
	 * A store that fails is no reason to fail the load: the caller has missed the entry
	 * before.
	 */
	private static Found nothingIfStoreFailed(Throwable ex) {
		Throwable cause = Futures.cause(ex);
		if (cause instanceof StoreException) {
			return Found.NOTHING;
		}
		if (cause instanceof RuntimeException runtime) {
			throw runtime;
		}
		if (cause instanceof Error error) {
			throw error;
		}
		throw new IllegalStateException(cause);
	}

	@SuppressWarnings("FutureReturnValueIgnored") // it is the same pause
	private CompletableFuture<@Nullable LoadedValue> pause(Load load, EntryKey key, Leases leases, Found found) {
		LoadWaits waits = this.turns.waits();
		long now = this.turns.now();
		if (this.pauses == 0) {
			this.firstPause = now;
		}
		Duration left = leases.longestWait().minusNanos(now - this.firstPause);
		Load holder = this.turns.holder(key);
		if (left.isNegative() || left.isZero() || (holder != null && !waits.begin(load, holder))) {
			return came(load, found);
		}
		giveBackPlace();
		this.waited = true;
		Duration pause = leases.pause(this.pauses++);
		CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
		if (holder != null) {
			over.whenComplete((done, ex) -> waits.end(load, holder));
		}
		waits.limit(over, (pause.compareTo(left) < 0) ? pause : left);
		LoadPlaces places = this.turns.places();
		return this.steps.afterLoad(over, (done, failure) -> {
			if (failure != null || this.ended) {
				return ended(failure);
			}
			return (places != null) ? placed(load, places, true) : attempt(load, leases, true);
		});
	}

	/**
	 * Takes and asks for nothing any more: nobody would give it back.
	 */
	private static CompletableFuture<@Nullable LoadedValue> ended(@Nullable Throwable failure) {
		return (failure != null) ? CompletableFuture.failedFuture(failure) : CompletableFuture.completedFuture(null);
	}

	/**
	 * The wait is over. A caller that waited goes on as if it had arrived at its last
	 * look.
	 */
	private CompletableFuture<@Nullable LoadedValue> came(Load load, Found found) {
		if (this.waited) {
			if (this.call.mayRenewToken() && found.token() != LoadCall.NO_TOKEN) {
				load.renew(found.token());
			}
			this.turns.events().waited(this.call.key(), this.turns.now() - this.start);
		}
		return CompletableFuture.completedFuture(found.value());
	}

	/**
	 * Takes note that the loader has ended: another one may run.
	 */
	void loaded() {
		giveBackPlace();
	}

	private void giveBackPlace() {
		Taken taken = this.place;
		if (taken != null) {
			taken.giveBack();
		}
	}

	/**
	 * Takes note that the value is being sent to the store.
	 */
	void sending(CompletableFuture<?> sent) {
		this.sending = sent;
	}

	/**
	 * Gives back what the load has. The release of the lease is sent behind the value,
	 * and the store takes it after that: who gets the lease next finds the value.
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
	void end(Load load) {
		this.ended = true;
		leave();
		giveBackPlace();
		Lease asked = this.lease;
		EntryKey key = this.entry;
		if (asked != null && key != null) {
			this.sending.whenComplete((done, ex) -> {
				this.turns.released(key, load);
				asked.release();
			});
		}
	}

	/**
	 * What came of asking for a lease.
	 *
	 * @param isAcquired whether the load may run
	 * @param found what was found behind it
	 */
	private record Attempt(boolean isAcquired, Found found) {

	}

}
