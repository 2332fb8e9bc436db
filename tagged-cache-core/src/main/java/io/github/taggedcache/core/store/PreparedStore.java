package io.github.taggedcache.core.store;

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

}
