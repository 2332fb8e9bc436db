package io.github.taggedcache.core.load;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Which running load of a node waits for which other one, in all regions together. A load
 * waits for another if the call for the other one was made for it: by its loader, on the
 * loader's thread or where its {@link LoadScope} was handed to, or by a template, codec
 * or listener on a thread that runs a step of the load. A call outside a load can be part
 * of no cycle and takes no lock.
 * <p>
 * Calls that such code makes on other threads, without its scope, are not seen. Therefore
 * no joiner waits without a limit unless the region says so.
 */
public final class LoadWaits {

	private final TimeLimit limit;

	/** A load waits more than once for another if its loader calls for it twice. */
	private final Map<Load, List<Load>> waits = new HashMap<>();

	/**
	 * Creates waits that nobody is in.
	 * @param limit ends the waiting of joiners
	 */
	public LoadWaits(TimeLimit limit) {
		this.limit = limit;
	}

	/**
	 * Waits that end by the time of the JVM.
	 * @return waits that nobody is in
	 */
	public static LoadWaits byTimeOfJvm() {
		return new LoadWaits((future, limit) -> future.completeOnTimeout(null, limit.toNanos(), TimeUnit.NANOSECONDS));
	}

	/**
	 * What ends waiting.
	 * @return the time of these waits
	 */
	public TimeLimit limit() {
		return this.limit;
	}

	/**
	 * Takes note that one load waits for another from now on.
	 * @param waiter the load that the call is made for
	 * @param other the load that is waited for
	 * @return false, and nothing is noted, if the other one waits for the first, directly
	 * or by others
	 */
	synchronized boolean begin(Load waiter, Load other) {
		if (reaches(other, waiter)) {
			return false;
		}
		this.waits.computeIfAbsent(waiter, (load) -> new ArrayList<>()).add(other);
		return true;
	}

	synchronized void end(Load waiter, Load other) {
		this.waits.computeIfPresent(waiter, (load, others) -> {
			others.remove(other);
			return others.isEmpty() ? null : others;
		});
	}

	private boolean reaches(Load from, Load to) {
		Set<Load> seen = new HashSet<>();
		Deque<Load> open = new ArrayDeque<>(List.of(from));
		while (!open.isEmpty()) {
			Load next = open.remove();
			if (next == to) {
				return true;
			}
			if (seen.add(next)) {
				open.addAll(this.waits.getOrDefault(next, List.of()));
			}
		}
		return false;
	}

	/**
	 * The outcome of a load, for one who waits no longer than the limit.
	 * @param other the load
	 * @param longest the limit; zero means none
	 * @return the outcome, or null when the time is over
	 */
	CompletableFuture<@Nullable LoadedValue> outcome(Load other, Duration longest) {
		CompletableFuture<@Nullable LoadedValue> outcome = other.outcome().thenApply((loaded) -> loaded);
		if (!longest.isZero()) {
			limit(outcome, longest);
		}
		return outcome;
	}

	/**
	 * Completes a future with null after a time, unless it is complete by then.
	 * @param future the future
	 * @param longest the time; positive
	 */
	void limit(CompletableFuture<?> future, Duration longest) {
		this.limit.set(future, longest);
	}

	/**
	 * Number of loads that wait for others.
	 * @return how many
	 */
	public synchronized int size() {
		return this.waits.size();
	}

}
