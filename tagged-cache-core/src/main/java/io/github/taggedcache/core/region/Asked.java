package io.github.taggedcache.core.region;

import io.github.taggedcache.core.envelope.Envelope;
import io.github.taggedcache.core.name.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * What the store gave for a key.
 *
 * @param key the key
 * @param isPresent whether there was something
 * @param entry the entry, if it was one
 */
record Asked(EntryKey key, boolean isPresent, @Nullable Envelope entry) {

	static Asked of(EntryKey key, byte @Nullable [] bytes) {
		return new Asked(key, bytes != null, (bytes != null) ? Envelope.parse(bytes) : null);
	}

}
