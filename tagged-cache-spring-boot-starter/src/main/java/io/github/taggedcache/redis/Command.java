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
 * @param send sends the request, and decodes the answer
 */
record Command<T extends @Nullable Object>(Supplier<String> description, boolean repeatable,
		Function<RedisClusterAsyncCommands<byte[], byte[]>, CompletionStage<T>> send) {

}
