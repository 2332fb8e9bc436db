package io.github.taggedcache.core.load;

import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.event.StaleReason;
import io.github.taggedcache.core.load.LoadedValue.HandedOver;
import org.jspecify.annotations.Nullable;

/**
 * A stale value that a call has found, and that may stand in for a load.
 */
public interface StaleValue {

	/**
	 * Whether the value may stand in for a load that failed.
	 * @param thrown what the loader threw
	 * @return whether it may
	 */
	boolean isServedInstead(Throwable thrown);

	/**
	 * Serves the value, if nothing has invalidated it by now.
	 * @param reason why
	 * @return the value; null if it is not served
	 */
	CompletableFuture<@Nullable HandedOver> serve(StaleReason reason);

}
