package io.github.taggedcache.core.store;

import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.name.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * The store of the entries of all nodes. The store may lose any entry at any time: that
 * costs a miss. Each method is one command. The command is sent when the method is
 * called, so calls made one after the other share a round trip. Failures complete the
 * future with a {@link StoreException}.
 */
public interface EntryStore {

	/**
	 * Reads one entry.
	 * @param key its key
	 * @return the bytes, or null if there is none
	 */
	CompletableFuture<byte @Nullable []> get(EntryKey key);

	/**
	 * Writes one entry over whatever was there before.
	 * @param key its key
	 * @param envelope the bytes
	 * @param timeToLiveMillis how long it may be kept, in ms; zero means no expiry
	 * @return completes when it is written
	 */
	CompletableFuture<Void> set(EntryKey key, byte[] envelope, long timeToLiveMillis);

	/**
	 * Removes one entry.
	 * @param key its key
	 * @return whether there was one, valid or not
	 */
	CompletableFuture<Boolean> remove(EntryKey key);

}
