package io.github.taggedcache.core.load;

import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.event.RefreshOutcome;

/**
 * Loads a value again, on an executor and with a load token of its own.
 */
@FunctionalInterface
public interface Reload {

	/**
	 * Loads and stores the value, unless the store has another one by now.
	 * @param replaced when the entry was made that is to be replaced, by the clock of the
	 * node that made it, in ms
	 * @return how it ended; may complete anywhere
	 */
	CompletableFuture<RefreshOutcome> reload(long replaced);

}
