package io.github.taggedcache.testsupport;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * A real Redis Sentinel that watches a master with one replica, and makes the replica the
 * master soon after the master has gone.
 */
public final class Sentinel implements AutoCloseable {

	private static final String MASTER = "main";

	private static final String DOWN_AFTER_MILLIS = "500";

	private static final Duration BOUND = Duration.ofSeconds(30);

	private final List<EmbeddedRedis> servers;

	private final EmbeddedRedis process;

	private Sentinel(List<EmbeddedRedis> servers, EmbeddedRedis process) {
		this.servers = List.copyOf(servers);
		this.process = process;
	}

	/**
	 * Starts a master, its replica and a Sentinel, and returns when the Sentinel would be
	 * able to fail over.
	 */
	public static Sentinel start() {
		EmbeddedRedis master = EmbeddedRedis.start();
		try {
			EmbeddedRedis replica = EmbeddedRedis.startReplicaOf(master);
			try {
				return watch(master, replica);
			}
			catch (RuntimeException ex) {
				replica.close();
				throw ex;
			}
		}
		catch (RuntimeException ex) {
			master.close();
			throw ex;
		}
	}

	private static Sentinel watch(EmbeddedRedis master, EmbeddedRedis replica) {
		EmbeddedRedis process = EmbeddedRedis.startSentinel();
		try {
			Sentinel sentinel = new Sentinel(List.of(master, replica), process);
			sentinel.watch(master);
			return sentinel;
		}
		catch (RuntimeException ex) {
			process.close();
			throw ex;
		}
	}

	private void watch(EmbeddedRedis master) {
		try (RespConnection connection = this.process.connect()) {
			connection.call("SENTINEL", "MONITOR", MASTER, master.host(), master.port(), 1);
			connection.call("SENTINEL", "SET", MASTER, "down-after-milliseconds", DOWN_AFTER_MILLIS, "failover-timeout",
					5000);
			Await.until("the Sentinel knows the replica", BOUND, () -> knowsReplica(connection));
		}
	}

	private static boolean knowsReplica(RespConnection connection) {
		String info = String.valueOf(connection.text("INFO", "sentinel"));
		return info.contains("status=ok") && info.contains("slaves=1") && isLinked(connection);
	}

	/**
	 * Whether the Sentinel has seen that the replica follows the master: it elects no
	 * other one.
	 */
	private static boolean isLinked(RespConnection connection) {
		List<?> replicas = (List<?>) connection.call("SENTINEL", "REPLICAS", MASTER);
		List<?> fields = (replicas != null && !replicas.isEmpty()) ? (List<?>) replicas.get(0) : List.of();
		for (int i = 0; i + 1 < fields.size(); i += 2) {
			if (text(fields.get(i)).equals("master-link-status")) {
				return text(fields.get(i + 1)).equals("ok");
			}
		}
		return false;
	}

	private static String text(Object reply) {
		return new String((byte[]) reply, StandardCharsets.UTF_8);
	}

	/**
	 * The name by which clients ask for the master.
	 */
	public String masterName() {
		return MASTER;
	}

	/**
	 * The address of the Sentinel itself.
	 */
	public URI uri() {
		return this.process.uri();
	}

	/**
	 * The server that the Sentinel names as the master at this moment.
	 */
	public EmbeddedRedis master() {
		try (RespConnection connection = this.process.connect()) {
			List<?> address = (List<?>) connection.call("SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER);
			int port = (address != null) ? Integer.parseInt(text(address.get(1))) : -1;
			return this.servers.stream()
				.filter((server) -> server.port() == port)
				.findFirst()
				.orElseThrow(() -> new IllegalStateException("The Sentinel names a server that is none of ours"));
		}
	}

	/**
	 * Kills the master, as a crash does, and returns when the Sentinel names the replica,
	 * and that has become the master.
	 * @return the new master
	 */
	public EmbeddedRedis failOver() {
		EmbeddedRedis old = master();
		old.kill();
		Await.until("the Sentinel names another master", BOUND, () -> master() != old);
		EmbeddedRedis promoted = master();
		try (RespConnection connection = promoted.connect()) {
			Await.until("the replica is the master", BOUND,
					() -> String.valueOf(connection.text("INFO", "replication")).contains("role:master"));
		}
		return promoted;
	}

	/**
	 * Both servers, the one that began as the master first.
	 */
	public List<EmbeddedRedis> servers() {
		return this.servers;
	}

	/**
	 * Kills the Sentinel and both servers.
	 */
	@Override
	public void close() {
		this.process.close();
		this.servers.forEach(EmbeddedRedis::close);
	}

}
