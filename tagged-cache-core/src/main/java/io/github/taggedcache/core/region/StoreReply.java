package io.github.taggedcache.core.region;

import io.github.taggedcache.core.envelope.Envelope;
import io.github.taggedcache.core.name.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * What the store replied to a read of a key.
 *
 * @param key the key
 * @param isPresent whether there was something
 * @param entry the entry, if the bytes were one
 */
record StoreReply(EntryKey key, boolean isPresent, @Nullable Envelope entry) {

	static StoreReply of(EntryKey key, byte @Nullable [] bytes) {
		return new StoreReply(key, bytes != null, (bytes != null) ? Envelope.parse(bytes) : null);
	}

}
