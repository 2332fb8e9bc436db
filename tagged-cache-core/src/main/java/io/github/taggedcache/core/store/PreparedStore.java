package io.github.taggedcache.core.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A store that can be prepared at start-up.
 */
public interface PreparedStore {

	/**
	 * Prepares the store and checks that the store answers.
	 * @return completes when the store answered; fails if it is out of reach
	 */
	CompletableFuture<Void> prepare();

	/**
	 * Looks for settings of the store that are dangerous for a cache. A setting that the
	 * store does not tell gives no warning.
	 * @return warnings for the operator, to be logged once a start
	 */
	default CompletableFuture<List<String>> warnings() {
		return CompletableFuture.completedFuture(List.of());
	}

}
