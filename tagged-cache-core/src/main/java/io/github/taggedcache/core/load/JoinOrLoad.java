package io.github.taggedcache.core.load;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.event.StaleReason;
import io.github.taggedcache.core.load.LoadedValue.HandedOver;
import io.github.taggedcache.core.load.LoadedValue.Storing;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.core.timeout.LoadTimeoutException;
import io.github.taggedcache.core.timeout.LoadTimeouts;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way to its value.
 * <p>
 * A value is handed to a joiner only if, judged at that moment under the token of the
 * load, nothing newer is known for the key and the tags of the value: the load may have
 * read what an invalidation since then made old, and the joiner may have come after that
 * invalidation. The same goes for the tags that the joiner declares and the load did not.
 * Else the joiner loads again, under the version of that judgement.
 * <p>
 * A load that failed fails the callers that joined it: they would have met the same. A
 * load that was interrupted or cancelled does not fail them.
 */
final class JoinOrLoad {

	private final LoadCall call;

	private final TimedLoad loader;

	private final Steps steps;

	private final Joiner joiner;

	private final LoadTarget target;

	private final RunningLoads running;

	private final Turn turn;

	private final RegionEvents events;

	private final LoadTimeouts timeouts;

	/** Null if this call is made for no other value. */
	private final @Nullable Dependencies collector;

	/** Null if this caller cannot leave the load. */
	private final @Nullable LimitedLoad limits;

	private final Load.Id id;

	/** Number of loads that had ended before the look. */
	private final int ended;

	private volatile @Nullable Load begun;

	private volatile @Nullable StaleValue stale;

	/**
	 * Creates the way of a call, on the thread of the call.
	 */
	JoinOrLoad(LoadCall call, TimedLoad loader, Steps steps, Joiner joiner, LoadTarget target, RunningLoads running,
			Turns turns, RegionEvents events, LoadTimeouts timeouts, @Nullable LimitedLoad limits) {
		this.call = call;
		this.loader = loader;
		this.steps = steps;
		this.joiner = joiner;
		this.target = target;
		this.running = running;
		this.turn = new Turn(turns, call, steps, joiner, target);
		this.events = events;
		this.timeouts = timeouts;
		this.limits = limits;
		this.collector = call.collector();
		this.id = new Load.Id(call.key(), call.type().fingerprint());
		this.ended = running.ended(this.id);
	}

	CompletableFuture<@Nullable Object> begin() {
		this.turn.arrive();
		return this.steps.always(look(), (look, failure) -> {
			if (failure != null) {
				this.turn.leave();
				return CompletableFuture.failedFuture(failure);
			}
			this.turn.looked(look.isHit());
			return look.isHit() ? CompletableFuture.completedFuture(look.value()) : missed(look);
		});
	}

	/**
	 * Templates that are evaluated before the store is asked may fail.
	 */
	private CompletableFuture<LoadTarget.Look> look() {
		try {
			return this.target.look(this.call, this.steps.executor());
		}
		catch (RuntimeException | Error ex) {
			this.turn.leave();
			throw ex;
		}
	}

	private CompletableFuture<@Nullable Object> missed(LoadTarget.Look look) {
		StaleValue found = look.stale();
		this.stale = found;
		LimitedLoad limits = this.limits;
		return (limits != null) ? limited(limits, found, token(look)) : joinOrLoad(token(look));
	}

	/**
	 * The load may hold the thread of its step for long, so it is a step of its own.
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // the outcome goes to the other future
	private CompletableFuture<@Nullable Object> limited(LimitedLoad limits, @Nullable StaleValue found, long token) {
		CompletableFuture<@Nullable Object> loading = new CompletableFuture<>();
		CompletableFuture<@Nullable Object> limited = limits.of(loading,
				() -> (found != null) ? found.serve(StaleReason.TIMEOUT) : CompletableFuture.completedFuture(null),
				this::late, this.steps.executor());
		this.steps.executor()
			.execute(() -> joinOrLoad(token).whenComplete((value, ex) -> Futures.complete(loading, value, ex)));
		return limited;
	}

	private LoadTimeoutException late() {
		return new LoadTimeoutException(this.call.source(), this.call.key(), this.timeouts.hard());
	}

	/**
	 * The load token of a call that found nothing: the older one of that of its arrival
	 * and that of its look.
	 */
	private long token(LoadTarget.Look look) {
		return (this.call.token() != LoadCall.NO_TOKEN) ? Math.min(this.call.token(), look.token()) : look.token();
	}

	private CompletableFuture<@Nullable Object> joinOrLoad(long token) {
		Load load = new Load(this.id, token);
		if (!this.call.isShared() || !this.joiner.mayShare()) {
			return alone(load);
		}
		Load other = this.running.register(load);
		if (other == null) {
			return lead(load);
		}
		this.turn.leave();
		CompletableFuture<@Nullable LoadedValue> outcome = this.joiner.join(other);
		return (outcome != null)
				? this.steps.afterLoad(outcome, (loaded, failure) -> handOver(other, loaded, failure, token))
				: alone(load);
	}

	private CompletableFuture<@Nullable Object> handOver(Load other, @Nullable LoadedValue loaded,
			@Nullable Throwable failure, long token) {
		if (failure != null) {
			return (failure instanceof CancellationException) ? insteadOf(other, token) : failed(met(failure));
		}
		if (loaded == null) {
			this.joiner.runLate();
			return insteadOf(other, token);
		}
		return this.steps.after(loaded.judge(this.call, other.token()), (judgement) -> {
			if (judgement.isValid()) {
				HandedOver value = loaded.handOver();
				if (value != null) {
					this.events.joined(this.call.key());
					obtained(loaded, judgement.token());
					return CompletableFuture.completedFuture(value.value());
				}
			}
			return insteadOf(other, this.call.mayRenewToken() ? judgement.token() : Math.min(token, judgement.token()));
		});
	}

	/**
	 * What those meet who joined a load that failed. To them a template or codec that
	 * failed after the loader is a failure of the load.
	 */
	private static Throwable met(Throwable failure) {
		return (failure instanceof StoreException) ? failure : ofLoader(failure);
	}

	private CompletableFuture<@Nullable Object> insteadOf(Load other, long token) {
		this.running.retire(other);
		return joinOrLoad(token);
	}

	/**
	 * Loads for this caller and for all that join.
	 */
	private CompletableFuture<@Nullable Object> lead(Load load) {
		boolean mayBeStored = this.running.ended(this.id) != this.ended;
		return own(load, () -> loadInTurn(load, this.turn.come(load, true, mayBeStored)));
	}

	/**
	 * Loads for this caller, who cannot wait for the load of another.
	 */
	private CompletableFuture<@Nullable Object> alone(Load load) {
		this.turn.leave();
		return own(load, () -> loadInTurn(load, this.turn.come(load, false, false)));
	}

	/**
	 * Gets the value by a load of this caller. Whatever runs for it, up to its end, works
	 * for this load; the load that this call is made for waits for this one.
	 */
	private CompletableFuture<@Nullable Object> own(Load load, Supplier<CompletableFuture<@Nullable Object>> way) {
		this.begun = load;
		this.joiner.begin(load);
		return attempted(() -> this.steps.begin(load, way)).whenComplete((value, ex) -> end(load, Futures.cause(ex)));
	}

	/**
	 * Takes note that nobody runs the steps of this call any more.
	 */
	void abandon() {
		Load load = this.begun;
		if (load != null) {
			end(load, null);
		}
		else {
			this.turn.leave();
		}
	}

	private void end(Load load, @Nullable Throwable failure) {
		this.running.end(load);
		if (failure != null && !isOfOneCaller(failure)) {
			load.outcome().completeExceptionally(failure);
		}
		// A failure of this caller alone, or a value without its tags, is for nobody else
		load.outcome().cancel(false);
		this.joiner.end(load);
		this.turn.end(load);
	}

	private static boolean isOfOneCaller(Throwable failure) {
		Throwable thrown = (failure instanceof LoadFailedException failed) ? failed.thrown() : failure;
		return thrown instanceof InterruptedException || thrown instanceof CancellationException
				|| (thrown instanceof StoreException && thrown.getCause() instanceof InterruptedException);
	}

	/**
	 * Takes what another load gave while this one waited for its turn, else loads.
	 */
	private CompletableFuture<@Nullable Object> loadInTurn(Load load,
			@Nullable CompletableFuture<@Nullable LoadedValue> turn) {
		if (turn == null) {
			return load(load);
		}
		return this.steps.after(turn, (found) -> {
			if (found == null) {
				return load(load);
			}
			this.events.joined(this.call.key());
			obtained(found, 0);
			load.outcome().complete(found);
			return CompletableFuture.completedFuture(found.value());
		});
	}

	private CompletableFuture<@Nullable Object> load(Load load) {
		return this.steps.always(this.loader.run(load), (value, failure) -> {
			this.turn.loaded();
			if (failure != null) {
				this.loader.ended(failure);
				LoadFailedException thrown = ofLoader(failure);
				obtained(this.call.scope().inherited());
				if (this.stale != null && !isOfOneCaller(thrown)) {
					// Those who joined are not to load again because this caller is
					// served
					this.running.retire(load);
					load.outcome().completeExceptionally(thrown);
				}
				return failed(thrown);
			}
			return loaded(load, value);
		});
	}

	/**
	 * A stale value in the place of a load that failed, or the failure.
	 */
	private CompletableFuture<@Nullable Object> failed(Throwable failure) {
		StaleValue found = this.stale;
		if (found == null || !(failure instanceof LoadFailedException failed)
				|| !found.isServedInstead(failed.thrown())) {
			return CompletableFuture.failedFuture(failure);
		}
		return this.steps.after(found.serve(StaleReason.ERROR), (served) -> (served != null)
				? CompletableFuture.completedFuture(served.value()) : CompletableFuture.failedFuture(failure));
	}

	private static LoadFailedException ofLoader(Throwable failure) {
		return (failure instanceof LoadFailedException failed) ? failed : new LoadFailedException(failure);
	}

	/**
	 * Lets the callers that joined have the value, and stores it. This caller gets its
	 * value also where that fails, if the failure is not thrown on.
	 */
	private CompletableFuture<@Nullable Object> loaded(Load load, @Nullable Object value) {
		return this.steps.always(attempted(() -> stored(shared(load, value))), (done, failure) -> {
			if (failure instanceof RuntimeException runtime) {
				this.call.notStored(runtime, value);
			}
			else if (failure != null) {
				return CompletableFuture.failedFuture(failure);
			}
			return CompletableFuture.completedFuture(value);
		});
	}

	private CompletableFuture<Boolean> stored(LoadedValue loaded) {
		Storing storing = loaded.store();
		this.turn.sending(storing.sent());
		return storing.stored();
	}

	private LoadedValue shared(Load load, @Nullable Object value) {
		try {
			LoadedValue loaded = this.target.loaded(this.call, value, load.token());
			obtained(loaded, 0);
			load.outcome().complete(loaded);
			return loaded;
		}
		catch (RuntimeException | Error ex) {
			// The caller gets a value whose tags are not known
			if (this.collector != null) {
				this.collector.addUnknown();
			}
			throw ex;
		}
		finally {
			this.loader.ended(null);
		}
	}

	/**
	 * Takes note of a value that this caller gets, before the caller has it.
	 */
	private void obtained(LoadedValue value, long judged) {
		if (this.collector != null) {
			value.addTo(this.collector, judged);
		}
	}

	/**
	 * Takes note of what a load that failed was made from: what stands in for its value
	 * is made from that as well.
	 */
	private void obtained(Inherited inherited) {
		if (this.collector != null) {
			this.collector.add(inherited);
		}
	}

	private static <T extends @Nullable Object> CompletableFuture<T> attempted(Supplier<CompletableFuture<T>> step) {
		try {
			return step.get();
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

}
