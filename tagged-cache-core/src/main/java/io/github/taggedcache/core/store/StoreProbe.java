package io.github.taggedcache.core.store;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Tells operators about the store.
 */
public interface StoreProbe {

	/**
	 * Asks the store for its version and settings. One round trip.
	 * @return facts for operators, by name; fails if the store is out of reach
	 */
	CompletableFuture<Map<String, String>> probe();

}
