package io.github.taggedcache.core.load;

import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.name.EntryKey;

/**
 * A load that runs, and that others may join.
 */
final class Load {

	private final Id id;

	private volatile long token;

	private final CompletableFuture<LoadedValue> outcome = new CompletableFuture<>();

	Load(Id id, long token) {
		this.id = id;
		this.token = token;
	}

	Id id() {
		return this.id;
	}

	/**
	 * The load token. Whoever joined the load reads it when the outcome is there.
	 */
	long token() {
		return this.token;
	}

	/**
	 * Takes a newer token, before the loader runs and before there is an outcome.
	 */
	void renew(long token) {
		this.token = token;
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
