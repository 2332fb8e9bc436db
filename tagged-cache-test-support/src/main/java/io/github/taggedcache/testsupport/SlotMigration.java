package io.github.taggedcache.testsupport;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A slot on its way from one master of a cluster to another.
 */
public final class SlotMigration {

	private static final int MANY = 1_000;

	private static final int TIMEOUT = 5_000;

	private final int slot;

	private final EmbeddedRedis source;

	private final EmbeddedRedis target;

	private final Supplier<List<EmbeddedRedis>> masters;

	SlotMigration(int slot, EmbeddedRedis source, EmbeddedRedis target, Supplier<List<EmbeddedRedis>> masters) {
		this.slot = slot;
		this.source = source;
		this.target = target;
		this.masters = masters;
	}

	void start() {
		String sourceId = ClusterNode.of(this.source).id();
		String targetId = ClusterNode.of(this.target).id();
		// In this order, so that nobody is redirected to a node that would send him back
		setSlot(this.target, "IMPORTING", sourceId);
		setSlot(this.source, "MIGRATING", targetId);
	}

	/**
	 * The master that gives the slot away.
	 */
	public EmbeddedRedis source() {
		return this.source;
	}

	/**
	 * The master that gets the slot.
	 */
	public EmbeddedRedis target() {
		return this.target;
	}

	/**
	 * Moves all keys of the slot and returns how many.
	 */
	public int moveKeys() {
		int total = 0;
		int moved = moveKeys(MANY);
		while (moved > 0) {
			total += moved;
			moved = moveKeys(MANY);
		}
		return total;
	}

	/**
	 * Moves some keys of the slot, as Redis lists them, and returns how many; zero means
	 * that none is left.
	 */
	public int moveKeys(int atMost) {
		try (RespConnection connection = this.source.connect()) {
			List<?> keys = (List<?>) connection.call("CLUSTER", "GETKEYSINSLOT", this.slot, atMost);
			if (keys == null || keys.isEmpty()) {
				return 0;
			}
			List<Object> command = new ArrayList<>(
					List.of("MIGRATE", this.target.host(), this.target.port(), "", 0, TIMEOUT, "KEYS"));
			command.addAll(keys);
			connection.call(command.toArray());
			return keys.size();
		}
	}

	/**
	 * Moves what keys are left, and makes the new owner known to all masters.
	 */
	public void finish() {
		moveKeys();
		String targetId = ClusterNode.of(this.target).id();
		setSlot(this.target, "NODE", targetId);
		setSlot(this.source, "NODE", targetId);
		for (EmbeddedRedis master : this.masters.get()) {
			if (master != this.source && master != this.target) {
				setSlot(master, "NODE", targetId);
			}
		}
	}

	private void setSlot(EmbeddedRedis node, String state, String id) {
		try (RespConnection connection = node.connect()) {
			connection.call("CLUSTER", "SETSLOT", this.slot, state, id);
		}
	}

}
