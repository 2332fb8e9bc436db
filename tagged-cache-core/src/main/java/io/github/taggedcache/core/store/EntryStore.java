package io.github.taggedcache.core.store;

import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.name.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * Where the entries of all nodes lie. It may lose any of them at any time: that costs a
 * miss. Each method is one command; it is sent when the method is called and not when its
 * result is waited for, so that calls made one after the other share a round trip.
 * Failures complete the future with a {@link StoreException}.
 */
public interface EntryStore {

	/**
	 * Reads one entry.
	 * @param key its key
	 * @return the bytes, or null if there is none
	 */
	CompletableFuture<byte @Nullable []> get(EntryKey key);

	/**
	 * Writes one entry, whatever was there before.
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
