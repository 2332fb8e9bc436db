package io.github.taggedcache.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.model.Data.Item;
import io.github.taggedcache.redis.KeyLayout;

/**
 * What goes wrong. One thing is exempt: while the server's time is behind the newest
 * version, clock and log are not lost at once, since then nothing is left that says which
 * versions were issued.
 */
final class Faults {

	private final World world;

	private final Scenario scenario;

	private final FaultyStore shared;

	private final Random random;

	private final KeyLayout layout = new KeyLayout(FaultyStore.NAMESPACE);

	private final List<String> versions = new ArrayList<>();

	private final List<String> entries = new ArrayList<>();

	private boolean saved;

	private boolean clockIsGone;

	private boolean logIsGone;

	private long newest;

	Faults(World world, Scenario scenario, FaultyStore shared, Random random) {
		this.world = world;
		this.scenario = scenario;
		this.shared = shared;
		this.random = random;
		this.versions.add(this.layout.tag(TagName.NAMESPACE));
		Data.REGIONS.forEach((region) -> this.versions.add(this.layout.tag(TagName.ofRegion(region))));
		Data.TAGS.forEach((tag) -> this.versions.add(this.layout.tag(tag)));
		for (Item item : Data.ITEMS) {
			EntryKey key = item.key();
			this.versions.add(this.layout.bucket(key));
			this.entries.add(this.layout.entry(key));
		}
	}

	/**
	 * A record was appended to the log.
	 */
	void appended() {
		this.logIsGone = false;
	}

	/**
	 * The store has shown its clock.
	 */
	void met(long clock) {
		this.clockIsGone = false;
		this.newest = Math.max(this.newest, clock);
	}

	private boolean timeIsBehind() {
		return this.shared.isTimeBehind(this.newest);
	}

	String next() {
		if (this.scenario.guards().servesUnproven() && this.random.nextInt(3) == 0) {
			return cutOff(this.random.nextInt(World.NODES));
		}
		if (this.scenario.failsOver() && this.random.nextInt(10) < 4) {
			return failOver();
		}
		if (this.random.nextInt(10) < 4) {
			return disturbFollower(this.random.nextInt(World.NODES));
		}
		return this.scenario.failsOver() ? loseLittle() : lose();
	}

	private String cutOff(int node) {
		long time = this.world.millis() + this.random.nextInt(2000);
		this.world.cutOff(node, time);
		return "cuts off node " + node + " until " + time;
	}

	private String failOver() {
		if (!this.saved) {
			this.saved = true;
			this.world.save();
			return "a replica gets no more from here on";
		}
		this.saved = false;
		this.world.failOver();
		return "fails over";
	}

	private String disturbFollower(int node) {
		long time = this.world.millis() + this.random.nextInt(2000);
		switch (this.random.nextInt(4)) {
			case 0 -> {
				this.world.node(node).store().cutConnections();
				return "cuts the connections of the follower of node " + node;
			}
			case 1 -> {
				follower(node).stop(time);
				return "stops the follower of node " + node + " until " + time;
			}
			default -> {
				follower(node).sleep(time);
				return "lets the follower of node " + node + " sleep until " + time;
			}
		}
	}

	private ModelFollower follower(int node) {
		return Objects.requireNonNull(this.world.node(node).follower(), "a node of a bounded run follows the log");
	}

	/**
	 * Where the store fails over, control keys are not lost in other ways.
	 */
	private String loseLittle() {
		if (this.random.nextBoolean()) {
			int node = this.random.nextInt(World.NODES);
			this.world.restart(node);
			return "restart of node " + node;
		}
		return lose(this.entries.get(this.random.nextInt(this.entries.size())));
	}

	private String lose() {
		int choice = this.random.nextInt(100);
		if (choice < 10) {
			int node = this.random.nextInt(World.NODES);
			this.world.restart(node);
			return "restart of node " + node;
		}
		if (choice < 15) {
			return lose(this.entries.get(this.random.nextInt(this.entries.size())));
		}
		if (choice < 60) {
			return lose(this.versions.get(this.random.nextInt(this.versions.size())));
		}
		if (choice < 72) {
			return loseClock();
		}
		if (choice < 82) {
			return loseLog();
		}
		if (choice < 88) {
			int length = this.random.nextInt(4);
			this.shared.trimLog(length);
			return "trims the log to " + length;
		}
		if (choice < 94) {
			return flush();
		}
		if (choice < 96) {
			return setTimeBack();
		}
		int node = this.random.nextInt(World.NODES);
		this.shared.breakConnection(node);
		return "breaks the connection of node " + node;
	}

	private String lose(String key) {
		int kind = this.random.nextInt(40);
		if (kind < 10) {
			this.shared.spoil(key, kind);
			return "spoils " + key;
		}
		this.shared.delete(key);
		return "deletes " + key;
	}

	private String loseClock() {
		if (timeIsBehind() && this.logIsGone) {
			return "nothing";
		}
		this.clockIsGone = true;
		return lose(this.layout.clock());
	}

	private String loseLog() {
		if (timeIsBehind() && this.clockIsGone) {
			return "nothing";
		}
		this.logIsGone = true;
		this.shared.delete(this.layout.log());
		return "deletes the log";
	}

	private String setTimeBack() {
		if (this.clockIsGone && this.logIsGone) {
			return "nothing";
		}
		this.shared.setTimeBack(this.random.nextDouble());
		return "sets the time back";
	}

	private String flush() {
		if (timeIsBehind()) {
			return "nothing";
		}
		this.clockIsGone = true;
		this.logIsGone = true;
		this.shared.flush();
		return "flushes all";
	}

}
