package io.github.taggedcache.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.lettuce.core.GetExArgs;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

/**
 * Reads the clock by a command that only a master does.
 */
final class MasterClock {

	private final byte[] key;

	MasterClock(KeyLayout layout) {
		this.key = Text.utf8(layout.clock());
	}

	/**
	 * Reads the clock. GETEX counts as a write: a replica refuses it, and so does a
	 * master that was demoted under an open connection. PERSIST takes an expiry away that
	 * somebody gave the clock; as a rule there is none, and nothing changes.
	 * @return the clock as it is stored; null if it is missing, or of another type
	 */
	CompletionStage<byte @Nullable []> read(RedisClusterAsyncCommands<byte[], byte[]> redis) {
		return redis.getex(this.key, GetExArgs.Builder.persist())
			.exceptionallyCompose((ex) -> isOfAnotherType(ex) ? nothing() : CompletableFuture.failedFuture(ex));
	}

	private static CompletionStage<byte[]> nothing() {
		return CompletableFuture.completedFuture(null);
	}

	/**
	 * Whether a command failed because somebody else wrote another type of value.
	 */
	static boolean isOfAnotherType(Throwable ex) {
		return ex instanceof RedisCommandExecutionException && String.valueOf(ex.getMessage()).startsWith("WRONGTYPE");
	}

}
