package io.github.taggedcache.redis;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

/**
 * One request to Redis.
 *
 * @param description describes the request in messages
 * @param repeatable whether the request may be sent again if nobody knows whether it was
 * done
 * @param kind what its answer says about Redis
 * @param send sends the request, and decodes the answer
 */
record Command<T extends @Nullable Object>(Supplier<String> description, boolean repeatable, Kind kind,
		Function<RedisClusterAsyncCommands<byte[], byte[]>, CompletionStage<T>> send) {

	/**
	 * What the answer to a request says about Redis.
	 */
	enum Kind {

		/**
		 * One node answers it, any of a cluster, and reads also while it takes no writes.
		 */
		ENTRY,

		/** The master of the control keys answers it, if it takes writes. */
		CONTROL

	}

}
