package io.github.taggedcache.redis;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.redis.Command.Kind;
import io.lettuce.core.SetArgs;

/**
 * The commands for the leases of entries.
 */
final class EntryLeases {

	private final Script release = Script.load("release.lua");

	private final KeyLayout layout;

	EntryLeases(KeyLayout layout) {
		this.layout = layout;
	}

	Script script() {
		return this.release;
	}

	/**
	 * Not sent again if its answer is lost: the second attempt would find the first one.
	 */
	Command<Boolean> acquire(EntryKey key, String owner, long leaseMillis) {
		byte[] name = name(key);
		return new Command<>(() -> "SET NX of the lease of " + key, false, Kind.ENTRY,
				(redis) -> redis.set(name, Text.utf8(owner), SetArgs.Builder.nx().px(leaseMillis))
					.thenApply((ok) -> ok != null));
	}

	Command<Boolean> release(EntryKey key, String owner) {
		byte[][] names = { name(key) };
		return new Command<>(() -> "release of the lease of " + key, true, Kind.ENTRY,
				(redis) -> this.release.run(redis, names, new byte[][] { Text.utf8(owner) })
					.thenApply((reply) -> Text.number(reply.get(0)) == 1));
	}

	/**
	 * Not sent again if its answer is lost: the second attempt would end the next lease.
	 */
	Command<Boolean> free(EntryKey key) {
		byte[] name = name(key);
		return new Command<>(() -> "UNLINK of the lease of " + key, false, Kind.ENTRY,
				(redis) -> redis.unlink(name).thenApply((count) -> count > 0));
	}

	private byte[] name(EntryKey key) {
		return Text.utf8(this.layout.lease(key));
	}

}
