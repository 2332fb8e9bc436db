package io.github.taggedcache.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import org.jspecify.annotations.Nullable;

/**
 * A connection to one server that nobody else uses.
 *
 * @param channel the driver's connection
 * @param client the client, if it was made for this connection
 * @param driver threads and timer of the driver
 */
record OwnConnection(StatefulRedisConnection<byte[], byte[]> channel, @Nullable RedisClient client,
		ClientResources driver) {

	/**
	 * Begins to close the connection, and does not wait.
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // nobody waits
	void closeSoon() {
		CompletableFuture<Void> closed = this.channel.closeAsync();
		if (this.client != null) {
			closed.whenComplete((done, ex) -> shutDown(this.client));
		}
	}

	/**
	 * Ends a client, but not its resources, which belong to the application's client.
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // nobody waits
	static void shutDown(RedisClient client) {
		client.shutdownAsync(0, 1, TimeUnit.SECONDS);
	}

}
