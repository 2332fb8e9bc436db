package io.github.taggedcache.core.load;

import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.name.EntryKey;

/**
 * A load that runs, and that others may join.
 */
final class Load {

	private final Id id;

	private final long token;

	private final CompletableFuture<LoadedValue> outcome = new CompletableFuture<>();

	Load(Id id, long token) {
		this.id = id;
		this.token = token;
	}

	Id id() {
		return this.id;
	}

	long token() {
		return this.token;
	}

	CompletableFuture<LoadedValue> outcome() {
		return this.outcome;
	}

	/**
	 * What is loaded: a key, as a type.
	 *
	 * @param key the key
	 * @param type the fingerprint of the type
	 */
	record Id(EntryKey key, long type) {

	}

}
