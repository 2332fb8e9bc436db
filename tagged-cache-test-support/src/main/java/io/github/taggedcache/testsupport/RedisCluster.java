package io.github.taggedcache.testsupport;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A real Redis Cluster of three masters, with or without a replica each, whose nodes are
 * {@link EmbeddedRedis} servers.
 */
public final class RedisCluster implements AutoCloseable {

	static final int SLOTS = 16_384;

	private static final int MASTERS = 3;

	private static final List<String> SETTINGS = List.of("--cluster-config-file", "nodes.conf",
			"--cluster-node-timeout", "2000");

	private final List<EmbeddedRedis> servers;

	private RedisCluster(List<EmbeddedRedis> servers) {
		this.servers = List.copyOf(servers);
	}

	/**
	 * Starts three masters, which share the slots evenly, and returns when each of them
	 * finds the cluster in order.
	 * @param arguments further settings of each node, as for
	 * {@link EmbeddedRedis#start(String...)}
	 */
	public static RedisCluster start(String... arguments) {
		return start(0, List.of(arguments));
	}

	/**
	 * The same with a replica for each master.
	 */
	public static RedisCluster startWithReplicas(String... arguments) {
		return start(MASTERS, List.of(arguments));
	}

	private static RedisCluster start(int replicas, List<String> arguments) {
		List<String> settings = new ArrayList<>(SETTINGS);
		settings.addAll(arguments);
		List<EmbeddedRedis> started = new ArrayList<>();
		try {
			for (int i = 0; i < MASTERS + replicas; i++) {
				started.add(EmbeddedRedis.startClusterNode(settings));
			}
			new ClusterFormation(started.subList(0, MASTERS), started.subList(MASTERS, started.size()), started).form();
			return new RedisCluster(started);
		}
		catch (RuntimeException ex) {
			started.forEach(EmbeddedRedis::close);
			throw ex;
		}
	}

	/**
	 * The addresses of all nodes, those first that began as masters.
	 */
	public List<URI> nodes() {
		return this.servers.stream().map(EmbeddedRedis::uri).toList();
	}

	/**
	 * All nodes in the order of {@link #nodes()}, to be stopped, paused or looked at.
	 */
	public List<EmbeddedRedis> servers() {
		return this.servers;
	}

	/**
	 * The slot of a key, with regard to its hash tag.
	 */
	public int slotOf(String key) {
		EmbeddedRedis any = answering().get(0);
		try (RespConnection connection = any.connect()) {
			return Math.toIntExact(connection.number("CLUSTER", "KEYSLOT", key));
		}
	}

	/**
	 * The master that owns the slot at this moment. Nodes that are stopped or paused are
	 * not considered.
	 * @throws IllegalStateException if no node that answers owns it
	 */
	public EmbeddedRedis masterOf(int slot) {
		if (slot < 0 || slot >= SLOTS) {
			throw new IllegalArgumentException("slot must be from 0 to %s: %s".formatted(SLOTS - 1, slot));
		}
		EmbeddedRedis owner = null;
		long epoch = -1;
		for (EmbeddedRedis server : answering()) {
			ClusterNode node = ClusterNode.of(server);
			if (node.owns(slot) && node.epoch() > epoch) {
				owner = server;
				epoch = node.epoch();
			}
		}
		return required(owner, "No node that answers owns slot " + slot);
	}

	/**
	 * Begins to move a slot from its master to another one. From now on the old master
	 * redirects ({@code ASK}) for keys it does not hold, and commands that need keys on
	 * both sides get {@code TRYAGAIN}.
	 */
	public SlotMigration startSlotMigration(int slot) {
		EmbeddedRedis source = masterOf(slot);
		List<EmbeddedRedis> masters = masters();
		EmbeddedRedis target = masters.get((masters.indexOf(source) + 1) % masters.size());
		if (target == source) {
			throw new IllegalStateException("No other master answers that slot %s could move to".formatted(slot));
		}
		SlotMigration migration = new SlotMigration(slot, source, target, this::masters);
		migration.start();
		return migration;
	}

	private List<EmbeddedRedis> masters() {
		return answering().stream().filter((server) -> ClusterNode.of(server).isMaster()).toList();
	}

	private List<EmbeddedRedis> answering() {
		List<EmbeddedRedis> answering = this.servers.stream().filter(EmbeddedRedis::canAnswer).toList();
		if (answering.isEmpty()) {
			throw new IllegalStateException("No node of the cluster is running");
		}
		return answering;
	}

	private static EmbeddedRedis required(@Nullable EmbeddedRedis server, String message) {
		if (server == null) {
			throw new IllegalStateException(message);
		}
		return server;
	}

	/**
	 * Kills all nodes.
	 */
	@Override
	public void close() {
		this.servers.forEach(EmbeddedRedis::close);
	}

}
