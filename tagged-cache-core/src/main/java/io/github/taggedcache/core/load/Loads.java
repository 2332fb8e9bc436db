package io.github.taggedcache.core.load;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.github.taggedcache.core.event.Observer;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.lease.Leases;
import io.github.taggedcache.core.limit.LimitSettings;
import io.github.taggedcache.core.load.LoadedValue.HandedOver;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.core.timeout.LoadTimeouts;
import org.jspecify.annotations.Nullable;

/**
 * The loads of one region on one node.
 */
public final class Loads {

	/*-
	 * One way from a call to its value
	 * --------------------------------
	 * The way is made of steps: look, join, hand over, wait for a turn, load, store.
	 * JoinOrLoad has them in this order. A blocking call and an asynchronous call differ in
	 * the executor of their steps only: the calling thread, or the executor of the node.
	 *
	 * Where capabilities enter
	 * ------------------------
	 * What a caller waits for before its own loader runs (a place among a bounded number of
	 * loads, a lease of the cluster) is its Turn. Whoever is to get something else instead
	 * of waiting (a stale value) gets it where Turn.come is called. Whether a stale value is
	 * served, or refreshed in the background, is decided in JoinOrLoad.begin, where the look
	 * has come back. A limit of the loader's time goes around TimedLoad.run. What becomes of
	 * a loaded value (stored now or later, handed over as stale) is decided in
	 * JoinOrLoad.loaded.
	 *
	 * Decisions that look like bugs and are none
	 * ------------------------------------------
	 * - The loads that have ended are counted before the look, and compared once the
	 *   caller is the one to load. A load that ended in between may have stored what the
	 *   look missed.
	 * - A joiner that is refused a value loads under the token of that judgement, though
	 *   its own token is older. The load begins after the judgement, so the newer token is
	 *   as safe, and costs fewer refusals. Inside a transaction the loader may see an older
	 *   state, and the call keeps its token.
	 * - A load that nobody can join has an outcome as well. Nobody sees that outcome.
	 * - Listeners hear that a load ended after its outcome is complete, though tags and
	 *   bytes were made in between: joiners do not wait for listeners, and a listener that
	 *   asks for the key gets the value.
	 * - A load that failed is removed before its outcome is complete: a joiner may call
	 *   again at once, and must not join the same load. A load that gave a value stays
	 *   until the value is stored.
	 * - The release of a lease is sent behind the entry, which may be after the end of the
	 *   call: the store takes the two in this order, so whoever gets the lease next finds
	 *   the entry. If the entry has to be sent again, that costs a load.
	 * - A load that outlives its lease stores its value all the same. Another load may have
	 *   stored by then; the load token tells which of the two is not older.
	 * - Joiners do not ask for the lease: the load that they joined has it, or waits for it.
	 */

	private final String region;

	private final LoadTarget target;

	private final LoadWaits waits;

	private final Duration joinTimeout;

	private final LongSupplier nanoTime;

	private final RegionEvents events;

	private final Observer observer;

	private final LoadTimeouts timeouts;

	private final RunningLoads running = new RunningLoads();

	private final Turns turns;

	/**
	 * Creates the loads of a region.
	 * @param region the name of the region
	 * @param target the region
	 * @param waits which load waits for which
	 * @param joinTimeout how long a caller waits at most for loads that others began;
	 * zero means without a limit
	 * @param timeouts how long a caller that can leave waits for a value
	 * @param limit how many loads run at a time
	 * @param leases the leases of the region; null if each node loads by itself
	 * @param nanoTime the node's monotonic time in ns
	 * @param events is told of loads
	 * @param observer observes loads
	 */
	public Loads(String region, LoadTarget target, LoadWaits waits, Duration joinTimeout, LoadTimeouts timeouts,
			LimitSettings limit, @Nullable Leases leases, LongSupplier nanoTime, RegionEvents events,
			Observer observer) {
		this.region = region;
		this.target = target;
		this.waits = waits;
		this.joinTimeout = joinTimeout;
		this.timeouts = timeouts;
		this.nanoTime = nanoTime;
		this.events = events;
		this.observer = observer;
		this.turns = new Turns(region, limit, leases, waits, joinTimeout, nanoTime, events);
	}

	/**
	 * Reads a value or loads it. Codecs, templates and the loader run on this thread.
	 * @param call the call
	 * @param loader makes the value
	 * @return the value, which may be null
	 * @throws LoadFailedException if the loader threw
	 */
	public @Nullable Object get(LoadCall call, Callable<? extends @Nullable Object> loader) throws LoadFailedException {
		CallingThread thread = new CallingThread();
		Steps steps = new Steps(thread);
		JoinOrLoad way = way(call, () -> CompletableFuture.completedFuture(loader.call()), steps, false);
		CompletableFuture<@Nullable Object> value = way.begin();
		try {
			thread.await(value, steps::interrupt);
		}
		catch (Throwable ex) {
			way.abandon();
			throw ex;
		}
		try {
			return value.join();
		}
		catch (CompletionException ex) {
			throw thrown(Futures.cause(ex));
		}
	}

	private static LoadFailedException thrown(@Nullable Throwable cause) {
		if (cause instanceof LoadFailedException failed) {
			return failed;
		}
		if (cause instanceof RuntimeException runtime) {
			throw runtime;
		}
		if (cause instanceof Error error) {
			throw error;
		}
		throw new StoreException("The store failed", cause);
	}

	/**
	 * Reads a value or loads it. This thread waits; codecs, templates and the loader run
	 * on an executor, so that this thread can leave them when its time is over.
	 * @param call the call
	 * @param loader makes the value
	 * @param executor the executor
	 * @return the value, which may be null
	 * @throws LoadFailedException if the loader threw, or this thread was interrupted;
	 * the load goes on then
	 */
	public @Nullable Object getOn(LoadCall call, Callable<? extends @Nullable Object> loader, Executor executor)
			throws LoadFailedException {
		CompletableFuture<@Nullable Object> value = way(call, () -> CompletableFuture.completedFuture(loader.call()),
				new Steps(executor), true)
			.begin();
		try {
			return value.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new LoadFailedException(ex);
		}
		catch (ExecutionException ex) {
			throw thrown(Futures.cause(ex));
		}
	}

	/**
	 * Reads a value or loads it without blocking. Codecs, templates and the loader run on
	 * an executor; the future of the loader may complete anywhere.
	 * @param call the call
	 * @param loader begins to make the value
	 * @param executor the executor
	 * @return the value, or what went wrong, without wrappings
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // the outcome goes to the other future
	public CompletableFuture<@Nullable Object> retrieve(LoadCall call,
			Supplier<? extends CompletableFuture<? extends @Nullable Object>> loader, Executor executor) {
		CompletableFuture<@Nullable Object> value = new CompletableFuture<>();
		way(call, loader::get, new Steps(executor), this.timeouts.isOn()).begin().whenComplete((loaded, ex) -> {
			Throwable cause = Futures.cause(ex);
			Futures.complete(value, loaded, (cause instanceof LoadFailedException failed) ? failed.thrown() : cause);
		});
		return value;
	}

	/**
	 * Reads several values, or loads those that are missing by one run of a loader.
	 * Codecs, templates and the loader run on this thread.
	 * @param calls the calls, all of the same types and in one scope, no two for one key;
	 * at least one
	 * @param loader makes the values of the calls that find nothing
	 * @return the value of each call, in their order; null for a call that there is none
	 * for
	 * @throws LoadFailedException if the loader threw
	 */
	public List<@Nullable HandedOver> getAll(List<? extends LoadCall> calls, BatchLoader loader)
			throws LoadFailedException {
		Joiner joiner = new Joiner(this.waits, this.nanoTime, this.joinTimeout);
		return new BatchLoad(this.region, calls, loader, this.target, this.turns, joiner, this.nanoTime, this.events,
				this.observer)
			.run();
	}

	private JoinOrLoad way(LoadCall call, TimedLoad.Loader loader, Steps steps, boolean isLimited) {
		Joiner joiner = new Joiner(this.waits, this.nanoTime, this.joinTimeout);
		TimedLoad timed = new TimedLoad(this.region, call, loader, this.nanoTime, this.events, this.observer);
		return new JoinOrLoad(call, timed, steps, joiner, this.target, this.running, this.turns, this.events,
				this.timeouts, isLimited ? new LimitedLoad(this.timeouts, this.waits.limit()) : null);
	}

}
