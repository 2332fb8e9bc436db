package io.github.taggedcache.core.region;

import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.github.taggedcache.core.event.Observer;
import io.github.taggedcache.core.event.Observer.Observed;
import io.github.taggedcache.core.event.Observer.Operation;
import io.github.taggedcache.core.event.Observer.Outcome;
import io.github.taggedcache.core.event.Observer.Scope;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.store.Futures;

/**
 * Times and observes the lookups of a region for which the store is asked.
 */
final class StoreLookups {

	private final String region;

	private final LongSupplier nanoTime;

	private final RegionEvents events;

	private final Observer observer;

	StoreLookups(String region, LongSupplier nanoTime, RegionEvents events, Observer observer) {
		this.region = region;
		this.nanoTime = nanoTime;
		this.events = events;
		this.observer = observer;
	}

	/**
	 * Asks the store. What is sent on this thread is sent as a part of the lookup.
	 * @param asking sends the questions
	 * @param isHit whether an answer has all that was looked up
	 */
	<T> CompletableFuture<T> ask(Supplier<CompletableFuture<T>> asking, Predicate<T> isHit) {
		long start = this.nanoTime.getAsLong();
		Observed observed = this.observer.begin(Operation.LOOKUP, this.region, null);
		return begun(asking, observed).whenComplete((answer, ex) -> {
			this.events.lookedUp(this.region, this.nanoTime.getAsLong() - start);
			if (ex != null) {
				observed.end(Outcome.FAILURE, Futures.cause(ex));
			}
			else {
				observed.end(isHit.test(answer) ? Outcome.HIT : Outcome.MISS, null);
			}
		});
	}

	private static <T> CompletableFuture<T> begun(Supplier<CompletableFuture<T>> asking, Observed observed) {
		Scope scope = observed.open();
		try {
			return asking.get();
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
