package io.github.taggedcache.core.region;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Runs steps in an order that a seed decides. Steps of one lane happen in the order in
 * which they were added, as those do that share a connection.
 */
final class Scheduler {

	private final Random random;

	private final Map<String, Deque<Runnable>> lanes = new TreeMap<>();

	private int extraLanes;

	Scheduler(Random random) {
		this.random = random;
	}

	void add(String lane, Runnable step) {
		this.lanes.computeIfAbsent(lane, (name) -> new ArrayDeque<>()).add(step);
	}

	/**
	 * Adds a step that waits for no other one.
	 */
	void addAlone(String owner, Runnable step) {
		add(owner + "/" + this.extraLanes++, step);
	}

	/**
	 * A call of a store: it happens in one step, and its answer arrives in another.
	 */
	<T> CompletableFuture<T> call(String lane, Supplier<CompletableFuture<T>> call) {
		CompletableFuture<T> answer = new CompletableFuture<>();
		add(lane, () -> {
			T result = call.get().join();
			add(lane + " answers", () -> answer.complete(result));
		});
		return answer;
	}

	/**
	 * Forgets what an owner had still to do.
	 */
	void stop(String owner) {
		this.lanes.keySet().removeIf((lane) -> lane.startsWith(owner + "/"));
	}

	void step() {
		if (!this.lanes.isEmpty()) {
			List<String> names = new ArrayList<>(this.lanes.keySet());
			String name = names.get(this.random.nextInt(names.size()));
			Deque<Runnable> lane = this.lanes.get(name);
			Runnable step = lane.remove();
			if (lane.isEmpty()) {
				this.lanes.remove(name);
			}
			step.run();
		}
	}

}
