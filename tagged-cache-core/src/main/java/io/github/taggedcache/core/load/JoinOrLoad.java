package io.github.taggedcache.core.load;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.load.LoadedValue.HandedOver;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.StoreException;
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

	private final RegionEvents events;

	private final Load.Id id;

	/** Number of loads that had ended before the look. */
	private final int ended;

	private volatile @Nullable Load begun;

	/**
	 * Creates the way of a call, on the thread of the call.
	 */
	JoinOrLoad(LoadCall call, TimedLoad loader, Steps steps, Joiner joiner, LoadTarget target, RunningLoads running,
			RegionEvents events) {
		this.call = call;
		this.loader = loader;
		this.steps = steps;
		this.joiner = joiner;
		this.target = target;
		this.running = running;
		this.events = events;
		this.id = new Load.Id(call.key(), call.type().fingerprint());
		this.ended = running.ended(this.id);
	}

	CompletableFuture<@Nullable Object> begin() {
		return this.steps.after(this.target.look(this.call, this.steps.executor()),
				(look) -> look.isHit() ? CompletableFuture.completedFuture(look.value()) : joinOrLoad(token(look)));
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
		if (!this.joiner.mayShare()) {
			return own(load, () -> load(load));
		}
		Load other = this.running.register(load);
		if (other == null) {
			return lead(load);
		}
		CompletableFuture<@Nullable LoadedValue> outcome = this.joiner.join(other);
		return (outcome != null)
				? this.steps.afterLoad(outcome, (loaded, failure) -> handOver(other, loaded, failure, token))
				: own(load, () -> load(load));
	}

	private CompletableFuture<@Nullable Object> handOver(Load other, @Nullable LoadedValue loaded,
			@Nullable Throwable failure, long token) {
		if (failure != null) {
			return (failure instanceof CancellationException) ? insteadOf(other, token)
					: CompletableFuture.failedFuture(met(failure));
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
					return CompletableFuture.completedFuture(value.value());
				}
			}
			return insteadOf(other, judgement.token());
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
		return own(load, () -> mayBeStored ? lookAgain(load) : load(load));
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
	}

	private void end(Load load, @Nullable Throwable failure) {
		this.running.end(load);
		if (failure != null && !isOfOneCaller(failure)) {
			load.outcome().completeExceptionally(failure);
		}
		// A failure of this caller alone, or a value without its tags, is for nobody else
		load.outcome().cancel(false);
		this.joiner.end(load);
	}

	private static boolean isOfOneCaller(Throwable failure) {
		Throwable thrown = (failure instanceof LoadFailedException failed) ? failed.thrown() : failure;
		return thrown instanceof InterruptedException || thrown instanceof CancellationException
				|| (thrown instanceof StoreException && thrown.getCause() instanceof InterruptedException);
	}

	private CompletableFuture<@Nullable Object> lookAgain(Load load) {
		return this.steps.after(this.target.lookAgain(this.call, this.steps.executor()), (found) -> {
			if (found == null) {
				return load(load);
			}
			this.events.joined(this.call.key());
			load.outcome().complete(found);
			return CompletableFuture.completedFuture(found.value());
		});
	}

	private CompletableFuture<@Nullable Object> load(Load load) {
		return this.steps.always(this.loader.run(load), (value, failure) -> {
			if (failure != null) {
				this.loader.ended(failure);
				return CompletableFuture.failedFuture(ofLoader(failure));
			}
			return loaded(load, value);
		});
	}

	private static LoadFailedException ofLoader(Throwable failure) {
		return (failure instanceof LoadFailedException failed) ? failed : new LoadFailedException(failure);
	}

	/**
	 * Lets the callers that joined have the value, and stores it. This caller gets its
	 * value also where that fails, if the failure is not thrown on.
	 */
	private CompletableFuture<@Nullable Object> loaded(Load load, @Nullable Object value) {
		return this.steps.always(attempted(() -> shared(load, value).store()), (done, failure) -> {
			if (failure instanceof RuntimeException runtime) {
				this.call.notStored(runtime, value);
			}
			else if (failure != null) {
				return CompletableFuture.failedFuture(failure);
			}
			return CompletableFuture.completedFuture(value);
		});
	}

	private LoadedValue shared(Load load, @Nullable Object value) {
		try {
			LoadedValue loaded = this.target.loaded(this.call, value, load.token());
			load.outcome().complete(loaded);
			return loaded;
		}
		finally {
			this.loader.ended(null);
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
