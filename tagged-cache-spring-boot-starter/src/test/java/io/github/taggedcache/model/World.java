package io.github.taggedcache.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.taggedcache.core.region.RegionStatistics;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.model.Data.Item;

/**
 * One run: nodes, the calls that they make, and what goes wrong, all chosen by a seed.
 */
final class World {

	static final int NODES = 3;

	private static final int MAX_CALLS = 10;

	private static final int DRAIN_STEPS = 10_000;

	private final Random random;

	private final FaultyStore shared;

	private final Trace trace = new Trace();

	private final Facts facts = new Facts();

	private final Steps steps;

	private final Faults faults;

	private final Calls calls;

	private final boolean oneConnection;

	private final boolean expiring;

	private final List<ModelNode> nodes = new ArrayList<>();

	private final Map<Integer, ModelNode> running = new LinkedHashMap<>();

	private final Tally tally;

	private int begun;

	private int lives;

	private int lastNode;

	private Item lastItem = Data.ITEMS.get(0);

	World(long seed, FaultyStore shared, Tally tally) {
		this.random = new Random(seed * 1_000_003);
		this.shared = shared;
		this.tally = tally;
		this.oneConnection = this.random.nextBoolean();
		this.expiring = this.random.nextBoolean() && shared.hasTimeOfItsOwn();
		this.steps = new Steps(this.random, this.trace, this.random.nextInt(3) > 0);
		this.calls = new Calls(this, this.facts, this.random);
		this.faults = new Faults(this, shared, this.random);
		shared.reset();
		for (int i = 0; i < NODES; i++) {
			this.nodes.add(newNode(i));
		}
	}

	private ModelNode newNode(int number) {
		ModelNode node = new ModelNode(number, ++this.lives, this, this.shared, this.expiring, this.random);
		node.regions().forEach((region) -> this.tally.add(region.statistics()));
		return node;
	}

	void run(int count) {
		for (int step = 0; step < count; step++) {
			this.trace.step(step);
			this.shared.tick(1 + this.random.nextInt(3));
			double choice = this.random.nextDouble();
			if (choice < 0.006) {
				this.trace.add("fault   ", this.faults.next());
			}
			else if (this.steps.isEmpty() || (choice < 0.25 && this.running.size() < MAX_CALLS)) {
				begin();
			}
			else {
				this.steps.next();
			}
			check("step " + step);
		}
		for (int step = 0; !this.steps.isEmpty() && step < DRAIN_STEPS; step++) {
			this.steps.next();
			check("step " + (count + step));
		}
		if (!this.running.isEmpty()) {
			throw new AssertionError("Calls did not end: " + this.running + "\n" + this.trace);
		}
	}

	private void check(String when) {
		Throwable violation = this.facts.violation();
		if (violation != null) {
			throw new AssertionError("At " + when + ": " + violation + "\n" + this.trace, violation);
		}
	}

	private void begin() {
		// The same node and key often meet, so that calls join loads
		boolean again = this.random.nextBoolean();
		this.lastNode = again ? this.lastNode : this.random.nextInt(NODES);
		this.lastItem = again ? this.lastItem : Data.ITEMS.get(this.random.nextInt(Data.ITEMS.size()));
		ModelNode node = this.nodes.get(this.lastNode);
		int number = ++this.begun;
		this.running.put(number, node);
		this.trace.add("begins  ", node + " call " + number + " " + this.calls.begin(node, this.lastItem, number));
	}

	void ended(int call) {
		this.running.remove(call);
	}

	void later(ModelNode node, String name, Runnable action) {
		this.steps.add(node, name, () -> guarded(action));
	}

	/**
	 * Runs what must not throw.
	 */
	void guarded(Runnable action) {
		try {
			action.run();
		}
		catch (RuntimeException | AssertionError ex) {
			this.facts.violated(ex);
		}
	}

	void send(String channel, StoreCall<?> call) {
		String name = this.oneConnection ? call.owner().toString() : call.owner() + " " + channel;
		int luck = this.random.nextInt(1000);
		if (luck == 0) {
			this.steps.add(call.owner(), "never sends " + call, call::fail);
			return;
		}
		this.steps.send(name, call);
		switch (luck) {
			case 1 -> call.loseAnswer();
			case 2 -> this.steps.add(call.owner(), "does not wait for " + call, call::fail);
			case 3 -> this.steps.send(name, call);
			default -> {
			}
		}
	}

	void appended(Appended appended) {
		if (appended.isDone()) {
			this.faults.appended(appended.version());
		}
	}

	void observed(Observation seen) {
		this.faults.observed(seen.clock());
	}

	void restart(int number) {
		ModelNode node = this.nodes.get(number);
		node.shutDown();
		this.steps.drop(node);
		this.running.values().removeIf((owner) -> owner == node);
		this.nodes.set(number, newNode(number));
	}

	/**
	 * What happened in all regions of all runs.
	 */
	static final class Tally {

		private final List<RegionStatistics> regions = new ArrayList<>();

		private long hits;

		private long reads;

		private long coalesced;

		private long refused;

		private long errors;

		void add(RegionStatistics region) {
			this.regions.add(region);
		}

		/**
		 * Adds up a run that has ended.
		 */
		void runEnded() {
			for (RegionStatistics region : this.regions) {
				this.hits += region.hits();
				this.reads += region.hits() + region.misses();
				this.coalesced += region.coalesced();
				this.refused += region.refused();
				this.errors += region.storeErrors();
			}
			this.regions.clear();
		}

		long coalesced() {
			return this.coalesced;
		}

		long refused() {
			return this.refused;
		}

		double hitRate() {
			return (double) this.hits / this.reads;
		}

		@Override
		public String toString() {
			return "%d reads, %.0f %% hits, %d joined, %d refused, %d store errors".formatted(this.reads,
					100 * hitRate(), this.coalesced, this.refused, this.errors);
		}

	}

}
