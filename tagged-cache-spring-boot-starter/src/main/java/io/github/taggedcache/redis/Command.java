package io.github.taggedcache.redis;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

/**
 * One thing to ask of Redis.
 *
 * @param description says in messages what was asked
 * @param repeatable whether it may be sent again where nobody knows if it was done
 * @param send sends it, and decodes the answer
 */
record Command<T extends @Nullable Object>(Supplier<String> description, boolean repeatable,
		Function<RedisClusterAsyncCommands<byte[], byte[]>, CompletionStage<T>> send) {

}
