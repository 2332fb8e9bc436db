package io.github.taggedcache.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.BeatResult;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.model.Data.Item;

/**
 * One run: nodes, the calls that they make, and what goes wrong, all chosen by a seed.
 */
final class World {

	static final int NODES = 3;

	static final long NANOS_PER_MILLI = 1_000_000;

	private static final int MAX_CALLS = 10;

	private static final int DRAIN_STEPS = 10_000;

	private final Random random;

	private final FaultyStore shared;

	private final Trace trace = new Trace();

	private final Scenario scenario;

	private final Facts facts;

	private final Steps steps;

	private final Faults faults;

	private final Calls calls;

	private final boolean oneConnection;

	private final List<ModelNode> nodes = new ArrayList<>();

	private final Map<Integer, ModelNode> running = new LinkedHashMap<>();

	private final Tally tally;

	/** Until when nothing that a node sends arrives. */
	private final long[] cutOffUntil = new long[NODES];

	private int begun;

	private int lives;

	private int lastNode;

	private Item lastItem = Data.ITEMS.get(0);

	private long millis;

	World(int seed, FaultyStore shared, Tally tally) {
		this.random = new Random(seed * 1_000_003L);
		this.shared = shared;
		this.tally = tally;
		this.oneConnection = this.random.nextBoolean();
		this.scenario = Scenario.of(seed, shared.hasTimeOfItsOwn(), this.random);
		this.facts = new Facts(this.scenario);
		this.steps = new Steps(this.random, this.trace, this.random.nextInt(3) > 0);
		this.calls = new Calls(this, this.scenario, this.facts, tally, this.random);
		this.faults = new Faults(this, this.scenario, shared, this.random);
		shared.reset(this.scenario.logLength());
		for (int i = 0; i < NODES; i++) {
			this.nodes.add(newNode(i));
		}
	}

	private ModelNode newNode(int number) {
		ModelNode node = new ModelNode(number, ++this.lives, this, this.shared, this.scenario, this.random);
		this.tally.add(node);
		return node;
	}

	void run(int count) {
		try {
			runSteps(count);
		}
		finally {
			this.nodes.forEach(ModelNode::shutDown);
		}
	}

	private void runSteps(int count) {
		for (int step = 0; step < count; step++) {
			this.trace.step(step);
			pass(1 + this.random.nextInt(3));
			double choice = this.random.nextDouble();
			if (choice < 0.006) {
				this.trace.add("fault   ", this.faults.next());
			}
			else if (choice < 0.08) {
				turn(this.nodes.get(this.random.nextInt(NODES)));
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
			pass(1);
			this.steps.next();
			check("step " + (count + step));
		}
		if (!this.running.isEmpty()) {
			throw new AssertionError("Calls did not end: " + this.running + "\n" + this.trace);
		}
	}

	private void pass(int time) {
		this.millis += time;
		this.facts.time(this.millis);
		this.shared.tick(time);
	}

	private void turn(ModelNode node) {
		if (node.follower() != null) {
			node.follower().turn();
		}
	}

	private void check(String when) {
		for (ModelNode node : this.nodes) {
			if (node.follower() != null) {
				node.follower().look(this.facts);
			}
		}
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
		Item item = declared(this.lastItem);
		this.running.put(number, node);
		this.trace.add("begins  ", node + " call " + number + " " + this.calls.begin(node, item, number));
	}

	/**
	 * Some calls declare fewer tags than others for the same key, as those of another
	 * release or of untagged methods do.
	 */
	private Item declared(Item item) {
		if (this.random.nextInt(5) > 1) {
			return item;
		}
		return item.declaring((tag) -> this.random.nextInt(3) == 0, this.random.nextInt(4) > 0);
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
		if (this.millis < this.cutOffUntil[call.owner().number()]) {
			this.steps.add(call.owner(), "cannot send " + call, call::fail);
			return;
		}
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

	/**
	 * Nothing that a node sends arrives until a time.
	 */
	void cutOff(int node, long time) {
		this.cutOffUntil[node] = time;
	}

	void appended(Append append, Appended appended, long commit) {
		if (appended.isDone()) {
			this.faults.appended();
			this.faults.met(appended.version());
			if (commit > 0) {
				this.facts.appended(append, appended.version(), commit);
			}
			this.facts.appendedLater(append, appended.version());
		}
	}

	void met(long clock) {
		this.faults.met(clock);
	}

	/**
	 * An invalidation waits on a node to be recorded.
	 */
	void waits(ModelNode node, Collection<String> names, Mode mode) {
		this.tally.waits();
		this.facts.waits(node, names, mode);
	}

	/**
	 * A node sends a beat.
	 * @return is told what the store answers
	 */
	Consumer<BeatResult> beats(ModelNode node) {
		long sent = this.millis;
		List<Change> known = this.scenario.failsOver() ? this.facts.knownBy(node) : List.of();
		return (result) -> {
			met(result.clock());
			if (node.follower() != null) {
				node.follower().beatSent(sent, known.stream().filter(Change::isLost).toList());
			}
		};
	}

	/**
	 * What a read must reflect that begins on a node now.
	 */
	List<Change> mustReflect(ModelNode node) {
		return this.facts.mustReflect(node);
	}

	long millis() {
		return this.millis;
	}

	long nanoTime() {
		return this.millis * NANOS_PER_MILLI;
	}

	ModelNode node(int number) {
		return this.nodes.get(number);
	}

	void save() {
		this.shared.save();
		this.facts.saved();
	}

	void failOver() {
		this.shared.failOver(this.random);
		this.facts.wentBack();
		for (ModelNode node : this.nodes) {
			if (node.follower() != null) {
				node.follower().forgetBeats();
			}
		}
	}

	void restart(int number) {
		ModelNode node = this.nodes.get(number);
		node.shutDown();
		this.steps.drop(node);
		this.running.values().removeIf((owner) -> owner == node);
		this.nodes.set(number, newNode(number));
	}

}
