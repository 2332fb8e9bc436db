package io.github.taggedcache.redis;

import java.time.Duration;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.resource.ClientResources;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The driver's connection beneath a connection of Spring Data.
 *
 * @param commands its asynchronous commands
 * @param channel the connection itself
 * @param lease the connection of Spring Data; closing it gives back a connection that is
 * not shared
 * @param driver threads and timer of the driver
 */
record NativeConnection(RedisClusterAsyncCommands<byte[], byte[]> commands, StatefulConnection<byte[], byte[]> channel,
		RedisConnection lease, ClientResources driver) implements AutoCloseable {

	/**
	 * Takes a connection of a factory, which may block.
	 */
	static NativeConnection of(LettuceConnectionFactory factory) {
		ClientResources driver = factory.getRequiredNativeClient().getResources();
		return of(factory.getConnection(), driver);
	}

	private static NativeConnection of(RedisConnection lease, ClientResources driver) {
		if (!(lease instanceof LettuceConnection lettuce)) {
			throw new IllegalStateException("The LettuceConnectionFactory gave a " + lease.getClass().getName()
					+ ", which is no LettuceConnection");
		}
		RedisClusterAsyncCommands<byte[], byte[]> commands = lettuce.getNativeConnection();
		return new NativeConnection(commands, channel(commands), lease, driver);
	}

	@SuppressWarnings("deprecation") // Spring Data gives commands; no other way leads
										// back
	private static StatefulConnection<byte[], byte[]> channel(RedisClusterAsyncCommands<byte[], byte[]> commands) {
		if (commands instanceof RedisAsyncCommands<byte[], byte[]> server) {
			return server.getStatefulConnection();
		}
		if (commands instanceof RedisAdvancedClusterAsyncCommands<byte[], byte[]> cluster) {
			return cluster.getStatefulConnection();
		}
		throw new IllegalStateException("Not commands of a server or of a cluster: " + commands.getClass().getName());
	}

	/**
	 * Whether commands can be sent here, now or when the driver has reconnected. A closed
	 * connection never comes back: the factory was stopped, or replaced the connection.
	 */
	boolean isUsable() {
		boolean closed = this.channel instanceof RedisChannelHandler<?, ?> handler && handler.isClosed();
		return !closed && (this.channel.isOpen() || this.channel.getOptions().isAutoReconnect());
	}

	/**
	 * Whether this is a connection to one server, or to one master and its replicas. In a
	 * cluster, servers name the one that has taken over.
	 */
	boolean isToOneServer() {
		return this.channel instanceof StatefulRedisConnection;
	}

	/**
	 * Whether this is a connection to one server that is lost, and that the driver will
	 * make again at a time of its choice.
	 */
	boolean isDisconnected() {
		return isToOneServer() && !this.channel.isOpen();
	}

	/**
	 * Whether the driver itself gives up a command after this time at the latest.
	 */
	boolean expiresCommandsWithin(Duration limit) {
		Duration timeout = this.channel.getTimeout();
		return this.channel.getOptions().getTimeoutOptions().isTimeoutCommands() && !timeout.isZero()
				&& timeout.compareTo(limit) <= 0;
	}

	@Override
	public void close() {
		this.lease.close();
	}

}
