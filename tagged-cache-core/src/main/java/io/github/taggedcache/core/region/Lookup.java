package io.github.taggedcache.core.region;

import io.github.taggedcache.core.envelope.Envelope;
import io.github.taggedcache.core.name.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * What was found for a key, judged but not decoded.
 *
 * @param key the key
 * @param token the load token of a load that follows on a miss
 * @param entry the valid entry, if there is one
 * @param reason why there is none
 */
public record Lookup(EntryKey key, long token, @Nullable Envelope entry, @Nullable MissReason reason) {

	static Lookup found(EntryKey key, long token, Envelope entry) {
		return new Lookup(key, token, entry, null);
	}

	static Lookup missed(EntryKey key, long token, MissReason reason) {
		return new Lookup(key, token, null, reason);
	}

}
