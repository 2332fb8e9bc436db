package io.github.taggedcache.redis;

import java.util.List;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.DirectFieldAccessor;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The nodes of an application that configured a master and its replicas one by one.
 */
final class StaticNodes {

	private final LettuceConnectionFactory factory;

	private final RedisStaticMasterReplicaConfiguration configuration;

	private StaticNodes(LettuceConnectionFactory factory, RedisStaticMasterReplicaConfiguration configuration) {
		this.factory = factory;
		this.configuration = configuration;
	}

	/**
	 * The nodes that a factory is configured with. The factory does not tell this kind of
	 * configuration, and its client knows no address. Spring Data itself looks up
	 * addresses of its clients by field access, too.
	 * @return the nodes; null if the factory connects to something else
	 */
	static @Nullable StaticNodes of(LettuceConnectionFactory factory) {
		Object configuration = new DirectFieldAccessor(factory).getPropertyValue("configuration");
		return (configuration instanceof RedisStaticMasterReplicaConfiguration nodes) ? new StaticNodes(factory, nodes)
				: null;
	}

	/**
	 * Connects to the first node that is a master.
	 */
	StatefulRedisConnection<byte[], byte[]> connectToMaster(RedisClient client) {
		RedisException problem = new RedisException("None of the configured nodes is a master: " + nodes());
		for (RedisURI node : nodes()) {
			try {
				StatefulRedisConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE, node);
				if (isMaster(connection)) {
					return connection;
				}
				connection.close();
			}
			catch (RedisException ex) {
				problem.addSuppressed(ex);
			}
		}
		throw problem;
	}

	private static boolean isMaster(StatefulRedisConnection<byte[], byte[]> connection) {
		try {
			return connection.sync().info("replication").contains("role:master");
		}
		catch (RedisException ex) {
			connection.close();
			throw ex;
		}
	}

	private List<RedisURI> nodes() {
		return this.configuration.getNodes().stream().map((node) -> uri(node.getHostName(), node.getPort())).toList();
	}

	private RedisURI uri(String host, int port) {
		LettuceClientConfiguration client = this.factory.getClientConfiguration();
		RedisURI.Builder uri = RedisURI.Builder.redis(host, port)
			.withDatabase(this.configuration.getDatabase())
			.withSsl(client.isUseSsl())
			.withVerifyPeer(client.getVerifyMode())
			.withStartTls(client.isStartTls())
			.withTimeout(client.getCommandTimeout());
		client.getClientName().ifPresent(uri::withClientName);
		String user = this.configuration.getUsername();
		this.configuration.getPassword().toOptional().ifPresent((password) -> {
			if (user != null) {
				uri.withAuthentication(user, password);
			}
			else {
				uri.withPassword(password);
			}
		});
		client.getRedisCredentialsProviderFactory()
			.ifPresent(
					(credentials) -> uri.withAuthentication(credentials.createCredentialsProvider(this.configuration)));
		return uri.build();
	}

}
