package io.github.taggedcache.core.load;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Ends what takes too long. Blocks nobody.
 */
@FunctionalInterface
public interface TimeLimit {

	/**
	 * Completes a future with null after a time, unless it is complete by then.
	 * @param future the future
	 * @param limit the time; positive
	 */
	void set(CompletableFuture<?> future, Duration limit);

}
