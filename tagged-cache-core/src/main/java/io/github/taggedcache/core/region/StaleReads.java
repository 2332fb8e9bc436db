package io.github.taggedcache.core.region;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.event.MissReason;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.event.StaleReason;
import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.lease.Leases;
import io.github.taggedcache.core.load.Reload;
import io.github.taggedcache.core.refresh.RefreshAhead;
import io.github.taggedcache.core.refresh.Refreshes;
import io.github.taggedcache.core.region.Lookup.Found;
import io.github.taggedcache.core.region.Lookup.RemoteHit;
import io.github.taggedcache.core.region.Lookup.Stale;
import io.github.taggedcache.core.stale.FailedLoads;
import io.github.taggedcache.core.stale.StaleSettings;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * What a region serves though it is stale, and which of its hits are to be refreshed.
 * <p>
 * Whoever is served a stale value must be able to have it loaded again: else it would
 * stay stale. A value that was invalidated is never served. Where a load lies between the
 * lookup and the answer, the value is judged once more.
 */
public final class StaleReads {

	private final StaleSettings settings;

	private final RefreshAhead refreshAhead;

	private final FailedLoads failed;

	private final Reader reader;

	private final Reads reads;

	private final Admission admission;

	private final Refreshes refreshes;

	private final @Nullable NearLevel near;

	private final RegionEvents events;

	private final InstantSource time;

	StaleReads(RegionSettings settings, RegionEnvironment environment, FailedLoads failed, Reader reader, Reads reads,
			Admission admission, @Nullable Leases leases, @Nullable NearLevel near, RegionEvents events) {
		this.settings = settings.stale();
		this.refreshAhead = settings.refreshAhead();
		this.failed = failed;
		this.reader = reader;
		this.reads = reads;
		this.refreshes = new Refreshes(environment.refresher(), leases, environment.nanoTime(), events);
		this.admission = admission;
		this.near = near;
		this.events = events;
		this.time = environment.time();
	}

	/**
	 * What a call gets of a lookup, as {@link Region#read} gives it, but also a stale
	 * value; and has what it gets loaded again, if that is due.
	 * @param lookup what was found
	 * @param types the types that the caller can use
	 * @param declared the tags that the call declares
	 * @param reloads gives how the value is loaded again, or null if it cannot be, and
	 * nothing stale is served; asked where that matters
	 * @param steps runs the codec and templates, if they have to wait for the store
	 * @return the value; null if the call has to load
	 */
	public CompletableFuture<@Nullable Hit> read(Lookup lookup, ValueTypes types, DeclaredTags declared,
			Supplier<@Nullable Reload> reloads, Executor steps) {
		if (lookup instanceof Found found && isDue(found)) {
			reload(found, reloads.get());
		}
		StaleReason reason = (lookup instanceof Stale stale) ? reason(stale) : null;
		Reload reload = (reason != null) ? reloads.get() : null;
		if (reason == null || reload == null) {
			return this.reads.read(lookup, types, declared);
		}
		return serve((Stale) lookup, types, declared, reason, reload, steps);
	}

	/**
	 * Serves a stale value, and has it loaded again unless its last load just failed.
	 */
	private CompletableFuture<@Nullable Hit> serve(Stale stale, ValueTypes types, DeclaredTags declared,
			StaleReason reason, Reload reload, Executor steps) {
		if (!this.failed.isPaused(stale.key())) {
			reload(stale.found(), reload);
		}
		return Futures.then(serve(stale, types, declared, reason), (hit) -> (hit != null)
				? CompletableFuture.completedFuture(hit) : this.reads.read(stale, types, declared), steps);
	}

	private void reload(Found replaced, @Nullable Reload reload) {
		if (reload != null) {
			this.refreshes.begin(replaced.key(), () -> reload.reload(replaced.createdAt()));
		}
	}

	/**
	 * Whether the region serves anything stale, or has hits loaded again.
	 * @return false if {@link #read} is the same as {@link Region#read}
	 */
	public boolean isOn() {
		return this.refreshAhead.isOn() || !this.settings.window().isZero();
	}

	/**
	 * Why a call that has found a stale value is served it without a load.
	 */
	private @Nullable StaleReason reason(Stale stale) {
		long staleMillis = staleMillis(stale);
		if (this.settings.isServedOnError(staleMillis) && this.failed.isPaused(stale.key())) {
			return StaleReason.ERROR;
		}
		if (!this.settings.isServedMeanwhile(staleMillis)) {
			return null;
		}
		return (stale.reason() == MissReason.TAG) ? StaleReason.INVALIDATED : StaleReason.EXPIRED;
	}

	/**
	 * The clocks of the store, of the writer and of this node may differ.
	 */
	private long staleMillis(Stale stale) {
		return Math.max(0, this.time.millis() - stale.since());
	}

	/**
	 * Serves a stale value that was just judged, unless one of the tags that the call
	 * declares was invalidated.
	 */
	private CompletableFuture<@Nullable Hit> serve(Stale stale, ValueTypes types, DeclaredTags declared,
			StaleReason reason) {
		return this.admission.admitStale(stale.found(), types, declared).thenApply((admitted) -> {
			Hit hit = admitted.hit();
			if (hit != null) {
				Found found = stale.found();
				this.events.hit(found.key(), found.tags(), found.level(), found.createdAt());
				this.events.staleServed(found.key(), reason);
				return hit.stale(stale.since());
			}
			return null;
		});
	}

	/**
	 * Whether a stale value may stand in for a load that failed.
	 * @param stale what was found before the load
	 * @param thrown what the loader threw
	 * @return whether it may, if nothing has invalidated it since
	 */
	public boolean isServedInstead(Stale stale, Throwable thrown) {
		return this.settings.isFailure(thrown) && this.settings.isServedOnError(staleMillis(stale));
	}

	/**
	 * Serves a stale value in the place of a load that gave none, if the region's stale
	 * window is not over and nothing has invalidated it since it was looked up. What the
	 * store said then counts no more. One round trip if the tag history cannot tell, and
	 * one for tags of the call that the entry lacks. If the store cannot tell either,
	 * nothing is served.
	 * @param stale what was found
	 * @param types the types that the caller can use
	 * @param declared the tags that the call declares
	 * @param reason why it is served
	 * @param steps runs the codec and templates
	 * @return the value; null if it is not served
	 */
	public CompletableFuture<@Nullable Hit> serveInstead(Stale stale, ValueTypes types, DeclaredTags declared,
			StaleReason reason, Executor steps) {
		if (staleMillis(stale) >= this.settings.window().toMillis()) {
			return CompletableFuture.completedFuture(null);
		}
		Stale found = new Stale(stale.found().unseen(), stale.token(), stale.reason(), stale.since());
		CompletableFuture<@Nullable Hit> served = Futures.compose(this.reader.judgeAgain(found.found()),
				(judgement) -> (judgement.isValid() || judgement.verdict() == Verdict.STALE)
						? serve(found, types, declared, reason) : CompletableFuture.completedFuture(null),
				steps);
		return served.exceptionallyCompose((ex) -> (Futures.cause(ex) instanceof StoreException)
				? CompletableFuture.completedFuture(null) : CompletableFuture.failedFuture(ex));
	}

	private boolean isDue(Found found) {
		return this.refreshAhead.isOn() && !this.failed.isPaused(found.key())
				&& this.refreshAhead.isDue(found.key(), found.createdAt(), end(found), this.time.millis());
	}

	private long end(Found found) {
		if (found instanceof RemoteHit remote) {
			return remote.entry().header().softExpiry();
		}
		return (this.near != null) ? this.near.softEnd(((Lookup.NearHit) found).entry()) : 0;
	}

}
