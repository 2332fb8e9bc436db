package io.github.taggedcache.core.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A store that is better told at start-up that it will be used.
 */
public interface PreparedStore {

	/**
	 * Prepares the store and sees that it answers.
	 * @return completes when it does; fails if it is out of reach
	 */
	CompletableFuture<Void> prepare();

	/**
	 * Looks for settings of the store that are dangerous for what is cached there. What
	 * the store does not tell is no warning.
	 * @return what to tell the operator, once a start
	 */
	default CompletableFuture<List<String>> warnings() {
		return CompletableFuture.completedFuture(List.of());
	}

}
