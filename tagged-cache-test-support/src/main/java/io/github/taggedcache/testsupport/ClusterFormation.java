package io.github.taggedcache.testsupport;

import java.time.Duration;
import java.util.List;

/**
 * Makes one cluster out of nodes that do not know each other, with plain commands.
 */
final class ClusterFormation {

	private static final Duration BOUND = Duration.ofSeconds(60);

	private final List<EmbeddedRedis> masters;

	private final List<EmbeddedRedis> replicas;

	private final List<EmbeddedRedis> all;

	/**
	 * Replica number n will replicate master number n; there may be none.
	 */
	ClusterFormation(List<EmbeddedRedis> masters, List<EmbeddedRedis> replicas, List<EmbeddedRedis> all) {
		this.masters = masters;
		this.replicas = replicas;
		this.all = all;
	}

	void form() {
		assignSlots();
		introduce();
		attachReplicas();
		awaitAgreement();
	}

	private void assignSlots() {
		int count = this.masters.size();
		for (int i = 0; i < count; i++) {
			try (RespConnection connection = this.masters.get(i).connect()) {
				// Different from the start, so that the nodes need not settle it
				connection.call("CLUSTER", "SET-CONFIG-EPOCH", i + 1);
				connection.call("CLUSTER", "ADDSLOTSRANGE", RedisCluster.SLOTS * i / count,
						RedisCluster.SLOTS * (i + 1) / count - 1);
			}
		}
	}

	/**
	 * Each node meets each other one. One introduction would do, but gossip about the
	 * rest takes seconds.
	 */
	private void introduce() {
		for (EmbeddedRedis node : this.all) {
			try (RespConnection connection = node.connect()) {
				for (EmbeddedRedis other : this.all) {
					if (other != node) {
						connection.call("CLUSTER", "MEET", other.host(), other.port(), ClusterNode.of(other).busPort());
					}
				}
			}
		}
		for (EmbeddedRedis node : this.all) {
			Await.until("%s knows all nodes of the cluster".formatted(node), BOUND, () -> knowsAll(node));
		}
	}

	private boolean knowsAll(EmbeddedRedis node) {
		try (RespConnection connection = node.connect()) {
			String nodes = String.valueOf(connection.text("CLUSTER", "NODES"));
			return nodes.lines().filter((line) -> line.contains(" connected")).count() == this.all.size()
					&& !nodes.contains("handshake");
		}
	}

	private void attachReplicas() {
		for (int i = 0; i < this.replicas.size(); i++) {
			String master = ClusterNode.of(this.masters.get(i)).id();
			try (RespConnection connection = this.replicas.get(i).connect()) {
				connection.call("CLUSTER", "REPLICATE", master);
			}
		}
	}

	private void awaitAgreement() {
		for (EmbeddedRedis node : this.all) {
			Await.until("%s finds the cluster in order".formatted(node), BOUND, () -> isInOrder(node));
		}
		this.replicas.forEach(EmbeddedRedis::awaitLinkToMaster);
	}

	/**
	 * Slots are covered, and roles known: a client that asks any node for the topology
	 * gets the same answer.
	 */
	private boolean isInOrder(EmbeddedRedis node) {
		try (RespConnection connection = node.connect()) {
			String nodes = String.valueOf(connection.text("CLUSTER", "NODES"));
			return String.valueOf(connection.text("CLUSTER", "INFO")).contains("cluster_state:ok\r\n")
					&& nodes.lines().filter((line) -> line.contains("slave")).count() == this.replicas.size();
		}
	}

}
