package io.github.taggedcache.model;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import io.github.taggedcache.core.envelope.Compression;
import io.github.taggedcache.core.event.Observer;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.event.StaleReason;
import io.github.taggedcache.core.follow.CatchUp;
import io.github.taggedcache.core.history.Retention;
import io.github.taggedcache.core.history.TagHistory;
import io.github.taggedcache.core.load.LoadWaits;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.outage.InvalidationQueue;
import io.github.taggedcache.core.outage.NearFallback;
import io.github.taggedcache.core.outage.OutageSettings;
import io.github.taggedcache.core.refresh.RefreshAhead;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.core.region.RegionEnvironment;
import io.github.taggedcache.core.region.RegionSettings;
import io.github.taggedcache.core.region.Registrations;
import io.github.taggedcache.core.region.UnstorableValues;
import io.github.taggedcache.core.region.WriteBehind;
import org.jspecify.annotations.Nullable;

/**
 * One life of one node: the real node and its real regions over a stepped store.
 */
final class ModelNode {

	private static final Duration TIME_TO_LIVE = Duration.ofMillis(1500);

	private static final long WALL_CLOCK = 1_700_000_000_000L;

	private static final long HISTORY_BYTES = 1 << 20;

	private static final int MAX_WAITING = 1000;

	private static final long MAX_WAITING_BYTES = 1 << 20;

	private final int number;

	private final int life;

	private final SteppedStore store;

	private final Node node;

	private final @Nullable ModelFollower follower;

	private final Map<String, Region> regions = new HashMap<>();

	private final InvalidationQueue queue;

	private boolean down;

	private boolean trusting;

	private boolean recovering;

	/** What binds callers that leave their load now; null while none does. */
	private @Nullable List<Change> leaving;

	/** Why the value is stale that a caller is about to be served; null if it is not. */
	private @Nullable StaleReason serving;

	ModelNode(int number, int life, World world, FaultyStore shared, Scenario scenario, Random random) {
		this.number = number;
		this.life = life;
		this.store = new SteppedStore(this, world, shared.entries(number), shared.log(number), shared.leases(number));
		this.node = following(world, scenario);
		this.follower = follower(world);
		Executor executor = random.nextBoolean() ? Runnable::run : (task) -> world.later(this, "executor", task);
		Registrations registrations = new Registrations(this.node, world::nanoTime,
				(task) -> world.later(this, "registrations", task));
		this.queue = new InvalidationQueue(this.node, executor,
				new OutageSettings(Duration.ZERO, scenario.queuesInvalidations(), MAX_WAITING, MAX_WAITING_BYTES));
		Guards guards = scenario.guards();
		NearFallback fallback = new NearFallback(this.node, guards.serveNearFor());
		this.node.onUnrecorded((tags, mode, keys, cause) -> {
			boolean taken = this.queue.take(tags, mode, keys, cause);
			if (taken) {
				world.waits(this, Stream.concat(tags.stream(), keys.stream().map(EntryKey::logName)).toList(), mode);
			}
			else {
				fallback.failed(tags, keys);
			}
			return taken;
		});
		RegionEnvironment environment = new RegionEnvironment(this.node, new WriteBehind(this.store, world::nanoTime),
				registrations, new LongCodec(), UnstorableValues.logged(), executor,
				(task) -> world.later(this, "refresh", task), () -> Instant.ofEpochMilli(WALL_CLOCK + world.millis()),
				world::nanoTime, random, waits(world), new StaleServed(), Observer.NONE, this.store, fallback);
		// Nodes that write behind and one that writes through share the store
		RegionSettings settings = new RegionSettings(scenario.expires() ? TIME_TO_LIVE : Duration.ZERO,
				scenario.expires() ? 0.5 : 0, true, Compression.NONE, null, scenario.near(),
				RegionSettings.JOIN_TIMEOUT, number != 1)
			.with(guards.loads())
			.with(guards.stale(), RefreshAhead.NEVER)
			.with(guards.timeouts());
		Data.REGIONS.forEach((name) -> this.regions.put(name, new Region(name, settings, environment)));
	}

	/**
	 * Waits for a lease, and for a load that takes long, end by the time of the run.
	 * Those for the loads of others are longer than a run.
	 */
	private LoadWaits waits(World world) {
		return new LoadWaits((future, limit) -> {
			if (limit.compareTo(Guards.WINDOW) < 0) {
				end(world, future, world.millis() + limit.toMillis(), limit.equals(Guards.SOFT_LIMIT));
			}
		});
	}

	private void end(World world, CompletableFuture<?> wait, long time, boolean isLeft) {
		if (wait.isDone()) {
			return;
		}
		if (world.millis() >= time) {
			this.leaving = isLeft ? world.mustReflect(this) : null;
			wait.complete(null);
			this.leaving = null;
		}
		else {
			world.later(this, isLeft ? "loads for long" : "waits for a lease", () -> end(world, wait, time, isLeft));
		}
	}

	/**
	 * What binds a caller whose time is over in this moment.
	 * @return null if no caller leaves its load now
	 */
	@Nullable List<Change> leaving() {
		return this.leaving;
	}

	/**
	 * Why the value is stale that a caller is served in this moment.
	 * @return null if it is not stale
	 */
	@Nullable StaleReason takeServing() {
		StaleReason reason = this.serving;
		this.serving = null;
		return reason;
	}

	private Node following(World world, Scenario scenario) {
		CatchUp catchUp = new CatchUp(scenario.maxStaleness(), world::nanoTime);
		return scenario.isBounded()
				? Node.following(this.store, new Retention(), catchUp, scenario.historyRecords(), HISTORY_BYTES)
				: Node.strict(this.store, new Retention(), catchUp, scenario.historyRecords(), HISTORY_BYTES);
	}

	private @Nullable ModelFollower follower(World world) {
		TagHistory history = this.node.history();
		CatchUp catchUp = this.node.catchUp();
		return (history != null && catchUp != null) ? new ModelFollower(this, world, this.node, history, catchUp)
				: null;
	}

	int number() {
		return this.number;
	}

	Node node() {
		return this.node;
	}

	SteppedStore store() {
		return this.store;
	}

	/**
	 * What follows the log.
	 */
	@Nullable ModelFollower follower() {
		return this.follower;
	}

	/**
	 * Whether a read that begins now may be judged by the history.
	 */
	boolean isTrusting() {
		boolean now = this.node.trusted() != null;
		this.recovering |= this.trusting && !now;
		this.trusting = now;
		return now;
	}

	/**
	 * A read was answered from the memory of the node.
	 * @return whether it is the first one since the history could not be trusted
	 */
	boolean hitNear() {
		boolean recovered = this.recovering && this.trusting;
		this.recovering &= !recovered;
		return recovered;
	}

	Region region(EntryKey key) {
		return this.regions.get(key.region());
	}

	Iterable<Region> regions() {
		return this.regions.values();
	}

	boolean isDown() {
		return this.down;
	}

	void shutDown() {
		this.down = true;
		this.queue.close();
		this.store.abandonConnections();
	}

	@Override
	public String toString() {
		return "node " + this.number + "." + this.life;
	}

	/**
	 * Is told right before a caller gets a stale value.
	 */
	private final class StaleServed implements RegionEvents {

		@Override
		public void staleServed(EntryKey key, StaleReason reason) {
			ModelNode.this.serving = reason;
		}

	}

}
