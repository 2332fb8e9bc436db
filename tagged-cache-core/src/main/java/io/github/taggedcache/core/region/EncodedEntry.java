package io.github.taggedcache.core.region;

import java.util.List;

import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.envelope.Payload;

/**
 * An entry that is ready to be stored but for its versions.
 *
 * @param source what the call wanted to have stored
 * @param type the type that it will be read as
 * @param payload its value's bytes
 * @param timeToLiveMillis how long to keep it, in ms, jitter included; zero means no
 * expiry
 * @param keptMillis how long the store keeps it, in ms: longer, if it may be served
 * stale; zero means no expiry
 */
record EncodedEntry(NewEntry source, ValueType type, Payload payload, long timeToLiveMillis, long keptMillis) {

	/**
	 * All names that the entry carries, without implicit ones.
	 */
	List<String> names() {
		return this.source.names();
	}

	/**
	 * Whether the entry is stale from the beginning. The near cache keeps no such entry.
	 */
	boolean isStale() {
		return this.source.inherited().isStale();
	}

}
