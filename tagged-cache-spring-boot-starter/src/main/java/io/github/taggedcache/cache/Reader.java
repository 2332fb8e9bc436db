package io.github.taggedcache.cache;

import io.github.taggedcache.core.load.Dependencies;
import io.github.taggedcache.core.load.LoadCall;
import io.github.taggedcache.core.load.LoadScope;
import io.github.taggedcache.core.load.Reload;
import io.github.taggedcache.core.region.Lookup.Stale;
import org.jspecify.annotations.Nullable;

/**
 * Who reads.
 */
interface Reader {

	/** Stores nothing because of what it reads. */
	Reader PLAIN = new Reader() {
	};

	/**
	 * Is given the load token of the lookup, before codecs and templates run.
	 */
	default void offerToken(long version) {
	}

	/**
	 * How a stale value is loaded again in the background.
	 * @return null if it cannot be, and nothing stale is served
	 */
	default @Nullable Reload reload() {
		return null;
	}

	/**
	 * Which entry this reader is to replace, as {@link LoadCall#replaces} says.
	 */
	default long replaces() {
		return LoadCall.NOTHING;
	}

	/**
	 * Is given a stale entry, which may be served or not.
	 */
	default void foundStale(Stale stale) {
	}

	/**
	 * Collects what the value is made from for which this reader reads. Asked on the
	 * thread of the call.
	 * @return what collects it; null if there is no such value
	 */
	default @Nullable Dependencies collector() {
		return LoadScope.collector();
	}

	/**
	 * The store did not answer.
	 */
	default void storeFailed() {
	}

}
