package io.github.taggedcache.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.taggedcache.core.name.EntryKey;
import io.lettuce.core.GetExArgs;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

/**
 * The commands for entries.
 */
final class Entries {

	private final KeyLayout layout;

	private final boolean replicasAreRead;

	/**
	 * Creates the commands.
	 * @param layout the keys
	 * @param replicasAreRead whether the driver sends commands that only read to replicas
	 */
	Entries(KeyLayout layout, boolean replicasAreRead) {
		this.layout = layout;
		this.replicasAreRead = replicasAreRead;
	}

	Command<byte @Nullable []> get(EntryKey key) {
		return command("GET", key, (redis, name) -> emptyIfOfAnotherType(read(redis, name)));
	}

	/**
	 * A replica may still have an entry that was just replaced or removed. GETEX without
	 * options reads like GET, but the driver and Redis count it as a write, so it goes to
	 * the master.
	 */
	private RedisFuture<byte[]> read(RedisClusterAsyncCommands<byte[], byte[]> redis, byte[] name) {
		return this.replicasAreRead ? redis.getex(name, new GetExArgs()) : redis.get(name);
	}

	/**
	 * A key of another type belongs to somebody else. It is read as bytes that are no
	 * entry, not as an error.
	 */
	private static CompletionStage<byte @Nullable []> emptyIfOfAnotherType(RedisFuture<byte[]> entry) {
		return entry.exceptionallyCompose((ex) -> {
			if (MasterClock.isOfAnotherType(ex)) {
				return CompletableFuture.completedFuture(new byte[0]);
			}
			return CompletableFuture.failedFuture(ex);
		});
	}

	Command<Void> set(EntryKey key, byte[] envelope, long timeToLiveMillis) {
		return command("SET", key, (redis, name) -> {
			RedisFuture<String> done = Lifetime.isForEver(timeToLiveMillis) ? redis.set(name, envelope)
					: redis.set(name, envelope, SetArgs.Builder.px(timeToLiveMillis));
			return done.thenAccept((ok) -> {
			});
		});
	}

	Command<Boolean> remove(EntryKey key) {
		return command("UNLINK", key, (redis, name) -> redis.unlink(name).thenApply((count) -> count > 0));
	}

	private <T extends @Nullable Object> Command<T> command(String command, EntryKey key, Sending<T> sending) {
		String name = this.layout.entry(key);
		return new Command<>(() -> command + " of " + key, true, Command.Kind.ENTRY,
				(redis) -> sending.send(redis, Text.utf8(name)));
	}

	private interface Sending<T extends @Nullable Object> {

		CompletionStage<T> send(RedisClusterAsyncCommands<byte[], byte[]> redis, byte[] name);

	}

}
