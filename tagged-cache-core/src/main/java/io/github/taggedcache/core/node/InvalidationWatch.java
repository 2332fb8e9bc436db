package io.github.taggedcache.core.node;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.github.taggedcache.core.event.Durations;
import io.github.taggedcache.core.event.GuardedObserver;
import io.github.taggedcache.core.event.Observer;
import io.github.taggedcache.core.event.Observer.Observed;
import io.github.taggedcache.core.event.Observer.Operation;
import io.github.taggedcache.core.event.Observer.Outcome;
import io.github.taggedcache.core.event.Observer.Scope;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.Mode;

/**
 * Times and observes the invalidations of one node. Thread safe.
 */
public final class InvalidationWatch {

	private final List<Durations> hard = new CopyOnWriteArrayList<>();

	private final List<Durations> soft = new CopyOnWriteArrayList<>();

	private volatile Observer observer = Observer.NONE;

	private volatile LongSupplier nanoTime = () -> 0;

	InvalidationWatch() {
	}

	/**
	 * Has somebody told how long each invalidation takes, from now on.
	 * @param mode hard or soft
	 * @param durations is told
	 */
	public void onInvalidation(Mode mode, Durations durations) {
		durations(mode).add(durations);
	}

	/**
	 * Has invalidations timed and observed from now on.
	 * @param observer observes them; what it throws is logged
	 * @param nanoTime the monotonic time that they are timed by, in ns
	 */
	public void observeBy(Observer observer, LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.observer = GuardedObserver.of(observer);
	}

	private List<Durations> durations(Mode mode) {
		return (mode == Mode.HARD) ? this.hard : this.soft;
	}

	/**
	 * Times and observes one invalidation. What is sent on this thread is sent as a part
	 * of it.
	 */
	CompletableFuture<List<Appended>> observe(Mode mode, Supplier<CompletableFuture<List<Appended>>> sending) {
		LongSupplier clock = this.nanoTime;
		long start = clock.getAsLong();
		Observed observed = this.observer.begin(Operation.INVALIDATION, mode.name(), null);
		return sent(sending, observed).whenComplete((done, ex) -> {
			long nanos = clock.getAsLong() - start;
			durations(mode).forEach((durations) -> durations.record(nanos));
			observed.end((ex != null) ? Outcome.FAILURE : Outcome.SUCCESS, Futures.cause(ex));
		});
	}

	private static CompletableFuture<List<Appended>> sent(Supplier<CompletableFuture<List<Appended>>> sending,
			Observed observed) {
		Scope scope = observed.open();
		try {
			return sending.get();
		}
		catch (RuntimeException | Error ex) {
			observed.end(Outcome.FAILURE, ex);
			throw ex;
		}
		finally {
			scope.close();
		}
	}

}
