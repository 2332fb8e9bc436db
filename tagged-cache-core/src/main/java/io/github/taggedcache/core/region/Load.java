package io.github.taggedcache.core.region;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.taggedcache.core.name.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * A load that runs, and that others may join.
 */
final class Load {

	private final Id id;

	private final long token;

	private final CompletableFuture<Loaded> outcome = new CompletableFuture<>();

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

	/**
	 * Runs its loader on this thread.
	 */
	<T extends @Nullable Object> T run(LoadScope scope, Callable<T> loader) throws Exception {
		return scope.run(this, loader::call);
	}

	CompletableFuture<Loaded> outcome() {
		return this.outcome;
	}

	/**
	 * What is loaded: a key, as a type.
	 *
	 * @param key the key
	 * @param type the fingerprint of the type
	 */
	record Id(EntryKey key, long type) {

		static Id of(LoadCall call) {
			return new Id(call.key(), call.type().fingerprint());
		}

	}

	/**
	 * What a load gave.
	 *
	 * @param value the value for the caller that loaded it, which may be null
	 * @param tagging its tags
	 * @param entry the value with its bytes; null if it is not to be stored
	 * @param joined makes the value of a caller that joined the load; gives null if it
	 * cannot
	 */
	record Loaded(@Nullable Object value, Tagging tagging, @Nullable EncodedEntry entry,
			Supplier<@Nullable Hit> joined) {

	}

}
