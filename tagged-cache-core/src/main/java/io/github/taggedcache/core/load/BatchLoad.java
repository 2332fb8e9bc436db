package io.github.taggedcache.core.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;

import io.github.taggedcache.core.event.Observer;
import io.github.taggedcache.core.event.Observer.Observed;
import io.github.taggedcache.core.event.Observer.Operation;
import io.github.taggedcache.core.event.Observer.Outcome;
import io.github.taggedcache.core.event.Observer.Scope;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.event.StaleReason;
import io.github.taggedcache.core.load.BatchLoader.Loaded;
import io.github.taggedcache.core.load.LoadPlaces.Taken;
import io.github.taggedcache.core.load.LoadTarget.Look;
import io.github.taggedcache.core.load.LoadTarget.Made;
import io.github.taggedcache.core.load.LoadedValue.HandedOver;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Futures;
import org.jspecify.annotations.Nullable;

/**
 * Several calls on their way to their values: one look, one run of the loader for all
 * that found nothing, and each value stored alone under the token of its own call. All of
 * it runs on the calling thread.
 * <p>
 * The load of several joins no load of a single value, and nobody joins it: its loader
 * begins at once and for all, and would keep callers of one value waiting for many. For
 * the same reason it asks for no leases. Two loads of one value may run at a time then;
 * the load tokens tell which value is not older. It takes one place of the region's
 * loads.
 */
final class BatchLoad {

	private final CallingThread thread = new CallingThread();

	private final String region;

	private final List<? extends LoadCall> calls;

	private final BatchLoader loader;

	private final LoadTarget target;

	private final Turns turns;

	private final Joiner joiner;

	private final LongSupplier nanoTime;

	private final RegionEvents events;

	private final Observer observer;

	/** Stands for this load among those that wait for each other. */
	private final Load load;

	/** Null if these calls are made for no other value. */
	private final @Nullable Dependencies collector;

	private final @Nullable HandedOver[] values;

	private final List<Missed> missed = new ArrayList<>();

	/**
	 * Creates the load, on the thread of the calls.
	 */
	BatchLoad(String region, List<? extends LoadCall> calls, BatchLoader loader, LoadTarget target, Turns turns,
			Joiner joiner, LongSupplier nanoTime, RegionEvents events, Observer observer) {
		this.region = region;
		this.calls = calls;
		this.loader = loader;
		this.target = target;
		this.turns = turns;
		this.joiner = joiner;
		this.nanoTime = nanoTime;
		this.events = events;
		this.observer = observer;
		this.load = new Load(new Load.Id(EntryKey.of(region, ""), 0), 0);
		this.collector = calls.get(0).collector();
		this.values = new HandedOver[calls.size()];
	}

	List<@Nullable HandedOver> run() throws LoadFailedException {
		List<Look> looks = this.thread.await(this.target.lookAll(this.calls, this.thread));
		for (int i = 0; i < looks.size(); i++) {
			Look look = looks.get(i);
			if (look.isHit()) {
				this.values[i] = new HandedOver(look.value());
			}
			else {
				this.missed.add(new Missed(i, this.calls.get(i), look));
			}
		}
		if (!this.missed.isEmpty()) {
			loadMissed();
		}
		return Collections.unmodifiableList(Arrays.asList(this.values));
	}

	private void loadMissed() throws LoadFailedException {
		List<@Nullable Loaded> loaded;
		try {
			loaded = loadInTurn();
		}
		catch (LoadFailedException ex) {
			if (this.collector != null) {
				// What stands in is made from what the load was made from as well
				this.collector.add(scope().inherited());
			}
			serveStale(ex);
			return;
		}
		List<Made> made = new ArrayList<>(loaded.size());
		for (int i = 0; i < loaded.size(); i++) {
			Loaded one = loaded.get(i);
			Missed missing = this.missed.get(i);
			if (one != null) {
				this.values[missing.index()] = new HandedOver(one.value());
				made.add(new Made(missing.call(), one.value(), missing.token(), one.isStored()));
			}
			else if (this.collector != null) {
				this.collector.add(missing.call().key(), missing.call().callTags(), missing.token());
			}
		}
		if (made.size() < loaded.size() && this.collector != null) {
			// That there is no value may depend on what the load was made from
			this.collector.add(scope().inherited());
		}
		store(made);
	}

	private LoadScope scope() {
		return this.calls.get(0).scope();
	}

	/**
	 * The load that this one is made for, if there is one, waits for this one.
	 */
	private List<@Nullable Loaded> loadInTurn() throws LoadFailedException {
		this.joiner.begin(this.load);
		try {
			Taken place = takePlace();
			try {
				return load();
			}
			finally {
				if (place != null) {
					place.giveBack();
				}
			}
		}
		finally {
			this.joiner.end(this.load);
		}
	}

	private @Nullable Taken takePlace() throws LoadFailedException {
		LoadPlaces places = this.turns.places();
		if (places == null) {
			return null;
		}
		long start = this.turns.now();
		Taken place = places.take(this.load, this.turns.longestForPlace());
		CompletableFuture<Boolean> turn = place.turn().copy();
		this.thread.await(turn, (ex) -> turn.completeExceptionally(new LoadFailedException(ex)));
		try {
			if (!turn.join()) {
				this.events.waited(this.missed.get(0).call().key(), this.turns.now() - start);
			}
			return place;
		}
		catch (CompletionException ex) {
			place.giveBack();
			throw failed(Futures.cause(ex));
		}
	}

	private static LoadFailedException failed(@Nullable Throwable cause) {
		if (cause instanceof LoadFailedException failed) {
			return failed;
		}
		return new LoadFailedException((cause != null) ? cause : new IllegalStateException("The load has no turn"));
	}

	private List<@Nullable Loaded> load() throws LoadFailedException {
		List<LoadCall> missing = this.missed.stream().map(Missed::call).toList();
		long start = this.nanoTime.getAsLong();
		Observed observed = this.observer.begin(Operation.LOAD, this.region, null);
		Scope scope = observed.open();
		Throwable failure = null;
		try {
			List<@Nullable Loaded> loaded = scope().run(this.load, () -> this.loader.load(missing));
			if (loaded.size() != missing.size()) {
				throw new IllegalStateException("The loader made " + loaded.size() + " values for " + missing.size()
						+ " keys of region '" + this.region + "'");
			}
			return loaded;
		}
		catch (Throwable ex) {
			failure = ex;
			throw failed(ex);
		}
		finally {
			scope.close();
			observed.end((failure != null) ? Outcome.FAILURE : Outcome.SUCCESS, failure);
			tell(this.nanoTime.getAsLong() - start, failure);
		}
	}

	/**
	 * Each value's load took its share of the time, so that all of them together took
	 * that time.
	 */
	private void tell(long nanos, @Nullable Throwable failure) {
		long share = nanos / this.missed.size();
		this.missed.forEach((missing) -> this.events.loaded(missing.call().key(), share, failure));
	}

	/**
	 * Serves a stale value for each call that found nothing, if there is one for each: no
	 * caller gets a part of what it asked for.
	 */
	private void serveStale(LoadFailedException failed) throws LoadFailedException {
		List<StaleValue> standIns = new ArrayList<>(this.missed.size());
		for (Missed missing : this.missed) {
			StaleValue stale = missing.look().stale();
			if (stale == null || !stale.isServedInstead(failed.thrown())) {
				throw failed;
			}
			standIns.add(stale);
		}
		for (int i = 0; i < standIns.size(); i++) {
			HandedOver served = this.thread.await(standIns.get(i).serve(StaleReason.ERROR));
			if (served == null) {
				throw failed;
			}
			this.values[this.missed.get(i).index()] = served;
		}
	}

	/**
	 * Stores the values. What becomes of one of them is told to its own call; what that
	 * throws is thrown when all of them have been told.
	 */
	private void store(List<Made> made) {
		if (made.isEmpty()) {
			return;
		}
		List<CompletableFuture<Boolean>> stored = this.target.storeAll(made);
		RuntimeException thrown = null;
		for (int i = 0; i < made.size(); i++) {
			RuntimeException failure = failure(stored.get(i));
			RuntimeException next = (failure != null) ? thrown(failure, made.get(i)) : null;
			if (next != null && thrown != null && next != thrown) {
				next.addSuppressed(thrown);
			}
			thrown = (next != null) ? next : thrown;
		}
		if (thrown != null) {
			throw thrown;
		}
	}

	private @Nullable RuntimeException failure(CompletableFuture<Boolean> stored) {
		try {
			this.thread.await(stored);
			return null;
		}
		catch (RuntimeException ex) {
			return ex;
		}
	}

	private static @Nullable RuntimeException thrown(RuntimeException failure, Made made) {
		try {
			made.call().notStored(failure, made.value());
			return null;
		}
		catch (RuntimeException ex) {
			return ex;
		}
	}

	/**
	 * A call that found nothing.
	 *
	 * @param index its place among the calls
	 * @param call the call
	 * @param look what it found
	 */
	private record Missed(int index, LoadCall call, Look look) {

		/**
		 * The older one of the token of the call's arrival and that of its look.
		 */
		long token() {
			long arrived = this.call.token();
			return (arrived != LoadCall.NO_TOKEN) ? Math.min(arrived, this.look.token()) : this.look.token();
		}

	}

}
