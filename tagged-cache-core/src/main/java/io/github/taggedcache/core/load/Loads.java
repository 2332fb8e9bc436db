package io.github.taggedcache.core.load;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.github.taggedcache.core.event.Observer;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * The loads of one region on one node.
 */
public final class Loads {

	/*-
	 * One way from a call to its value
	 * --------------------------------
	 * The way is made of steps: look, join, hand over, look again, load, store. JoinOrLoad
	 * has them in this order. A blocking call and an asynchronous call differ in the
	 * executor of their steps only: the calling thread, or the executor of the node.
	 *
	 * Where capabilities enter
	 * ------------------------
	 * What a caller waits for before its own loader runs (a lease of the cluster, a place
	 * among a bounded number of loads) enters in JoinOrLoad.lead, between looking again and
	 * loading. Whether a stale value is served, or refreshed in the background, is decided
	 * in JoinOrLoad.begin, where the look has come back. A limit of the loader's time goes
	 * around TimedLoad.run. What becomes of a loaded value (stored now or later, handed over
	 * as stale) is decided in JoinOrLoad.loaded.
	 *
	 * Decisions that look like bugs and are none
	 * ------------------------------------------
	 * - The loads that have ended are counted before the look, and compared once the
	 *   caller is the one to load. A load that ended in between may have stored what the
	 *   look missed.
	 * - A joiner that is refused a value loads under the token of that judgement, though
	 *   its own token is older. The load begins after the judgement, so the newer token is
	 *   as safe, and costs fewer refusals.
	 * - A load that nobody can join has an outcome as well. Nobody sees that outcome.
	 * - Listeners hear that a load ended after its outcome is complete, though tags and
	 *   bytes were made in between: joiners do not wait for listeners, and a listener that
	 *   asks for the key gets the value.
	 * - A load that failed is removed before its outcome is complete: a joiner may call
	 *   again at once, and must not join the same load. A load that gave a value stays
	 *   until the value is stored.
	 */

	private final String region;

	private final LoadTarget target;

	private final LoadWaits waits;

	private final Duration joinTimeout;

	private final LongSupplier nanoTime;

	private final RegionEvents events;

	private final Observer observer;

	private final RunningLoads running = new RunningLoads();

	/**
	 * Creates the loads of a region.
	 * @param region the name of the region
	 * @param target the region
	 * @param waits which load waits for which
	 * @param joinTimeout how long a caller waits at most for loads that others began;
	 * zero means without a limit
	 * @param nanoTime the node's monotonic time in ns
	 * @param events is told of loads
	 * @param observer observes loads
	 */
	public Loads(String region, LoadTarget target, LoadWaits waits, Duration joinTimeout, LongSupplier nanoTime,
			RegionEvents events, Observer observer) {
		this.region = region;
		this.target = target;
		this.waits = waits;
		this.joinTimeout = joinTimeout;
		this.nanoTime = nanoTime;
		this.events = events;
		this.observer = observer;
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
		JoinOrLoad way = way(call, () -> CompletableFuture.completedFuture(loader.call()), steps);
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
		way(call, loader::get, new Steps(executor)).begin().whenComplete((loaded, ex) -> {
			Throwable cause = Futures.cause(ex);
			Futures.complete(value, loaded, (cause instanceof LoadFailedException failed) ? failed.thrown() : cause);
		});
		return value;
	}

	private JoinOrLoad way(LoadCall call, TimedLoad.Loader loader, Steps steps) {
		Joiner joiner = new Joiner(this.waits, this.nanoTime, this.joinTimeout);
		TimedLoad timed = new TimedLoad(this.region, call, loader, this.nanoTime, this.events, this.observer);
		return new JoinOrLoad(call, timed, steps, joiner, this.target, this.running, this.events);
	}

}
