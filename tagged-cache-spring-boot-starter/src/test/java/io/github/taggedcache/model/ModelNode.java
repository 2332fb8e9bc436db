package io.github.taggedcache.model;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;

import io.github.taggedcache.core.envelope.Compression;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.node.Retention;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.core.region.RegionSettings;

/**
 * One life of one node: the real node and its real regions over a stepped store.
 */
final class ModelNode {

	private static final Duration TIME_TO_LIVE = Duration.ofMillis(1500);

	private final int number;

	private final int life;

	private final SteppedStore store;

	private final Node node;

	private final Map<String, Region> regions = new HashMap<>();

	private boolean down;

	ModelNode(int number, int life, World world, FaultyStore shared, boolean expiring, Random random) {
		this.number = number;
		this.life = life;
		this.store = new SteppedStore(this, world, shared.entries(number), shared.log(number));
		this.node = new Node(this.store, new Retention());
		Executor executor = random.nextBoolean() ? Runnable::run : (task) -> world.later(this, "executor", task);
		Region.Environment environment = new Region.Environment(this.node, this.store, new LongCodec(), executor,
				InstantSource.system(), System::nanoTime, random);
		RegionSettings settings = new RegionSettings(expiring ? TIME_TO_LIVE : Duration.ZERO, expiring ? 0.5 : 0, true,
				Compression.NONE, null);
		Data.REGIONS.forEach((name) -> this.regions.put(name, new Region(name, settings, environment)));
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
	}

	@Override
	public String toString() {
		return "node " + this.number + "." + this.life;
	}

}
