package io.github.taggedcache.redis;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Makes connections to the master that has the control keys, with the settings of the
 * application's own client. A setting to read from replicas has no effect here.
 * <p>
 * One server, Sentinel, a socket: the client connects as it is configured; Sentinel names
 * the present master. Static master and replicas: the first node that says it is a
 * master. Cluster: the master of the control keys' slot, over a client of its own. A
 * cluster connection would be several connections, and follow redirections silently.
 */
final class MasterConnector {

	/** The name in CLIENT LIST if the application configured none. */
	static final String CLIENT_NAME = "tagged-cache-follower";

	private final LettuceConnectionFactory factory;

	private final String controlKey;

	private final Duration timeout;

	private volatile boolean triedBefore;

	MasterConnector(LettuceConnectionFactory factory, String controlKey, Duration timeout) {
		this.factory = factory;
		this.controlKey = controlKey;
		this.timeout = timeout;
	}

	/**
	 * Connects. Blocks for as long as that takes.
	 */
	OwnConnection connect() throws InterruptedException, ExecutionException, TimeoutException {
		AbstractRedisClient client = this.factory.getRequiredNativeClient();
		OwnConnection connection = (client instanceof RedisClusterClient cluster) ? toMasterOfSlot(cluster)
				: toServer((RedisClient) client);
		giveName(connection.channel());
		return connection;
	}

	private OwnConnection toServer(RedisClient client) {
		StaticNodes nodes = StaticNodes.of(this.factory);
		return new OwnConnection(
				(nodes != null) ? nodes.connectToMaster(client) : client.connect(ByteArrayCodec.INSTANCE), null,
				client.getResources());
	}

	/**
	 * The name only helps operators. If the user has no right to set it, nothing else
	 * happens.
	 */
	@SuppressWarnings("FutureReturnValueIgnored")
	private void giveName(StatefulRedisConnection<byte[], byte[]> connection) {
		if (this.factory.getClientName() == null) {
			connection.async().clientSetname(Text.utf8(CLIENT_NAME));
		}
	}

	private OwnConnection toMasterOfSlot(RedisClusterClient cluster)
			throws InterruptedException, ExecutionException, TimeoutException {
		if (this.triedBefore) {
			// That connection failed: another master may have the slot by now
			cluster.refreshPartitionsAsync().toCompletableFuture().get(this.timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		this.triedBefore = true;
		int slot = SlotHash.getSlot(this.controlKey);
		RedisClusterNode master = cluster.getPartitions().getPartitionBySlot(slot);
		if (master == null) {
			throw new IllegalStateException(
					"No node of the cluster has slot " + slot + " of key '" + this.controlKey + "'");
		}
		RedisURI uri = RedisURI.builder(master.getUri()).build();
		String name = this.factory.getClientName();
		if (name != null) {
			uri.setClientName(name);
		}
		return connect(cluster, uri);
	}

	private static OwnConnection connect(RedisClusterClient cluster, RedisURI uri) {
		RedisClient own = RedisClient.create(cluster.getResources(), uri);
		try {
			own.setOptions(ClientOptions.copyOf(cluster.getOptions()).mutate().autoReconnect(false).build());
			StatefulRedisConnection<byte[], byte[]> channel = own.connect(ByteArrayCodec.INSTANCE);
			return new OwnConnection(channel, own, own.getResources());
		}
		catch (RuntimeException ex) {
			OwnConnection.shutDown(own);
			throw ex;
		}
	}

}
