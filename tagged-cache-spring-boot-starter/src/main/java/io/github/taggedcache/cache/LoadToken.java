package io.github.taggedcache.cache;

import java.util.List;

import io.github.taggedcache.core.load.LoadCall;
import io.github.taggedcache.core.store.Appended;

/**
 * The load token of a call outside a transaction: the oldest version that one of the
 * lookups of the call gave.
 */
final class LoadToken {

	/** No token is known. Nothing is stored then. */
	static final long NONE = LoadCall.NO_TOKEN;

	private long version = NONE;

	private boolean storeFailed;

	/**
	 * Takes the version of the arrival, on the thread of the call and before a view is
	 * used. No other thread knows the call yet, so this takes no lock.
	 */
	void arrive(long version) {
		keepOlder(version);
	}

	/**
	 * Takes the version of a lookup, on whatever thread.
	 */
	synchronized void offer(long version) {
		keepOlder(version);
	}

	private void keepOlder(long other) {
		if (this.version == NONE || (other != NONE && other < this.version)) {
			this.version = other;
		}
	}

	/**
	 * Moves the token up to the invalidations that the called method itself declares, if
	 * no other invalidation came in between.
	 */
	synchronized void pass(List<Appended> invalidations) {
		for (Appended invalidation : invalidations) {
			if (this.version != NONE && invalidation.previous() > 0 && invalidation.previous() <= this.version
					&& invalidation.version() > this.version) {
				this.version = invalidation.version();
			}
		}
	}

	/**
	 * Takes note that the store did not answer. The call does not ask the store for a
	 * token then.
	 */
	synchronized void storeFailed() {
		this.storeFailed = true;
	}

	/**
	 * Whether the call has to ask the store for a token before it stores anything.
	 */
	synchronized boolean isMissing() {
		return this.version == NONE && !this.storeFailed;
	}

	synchronized long version() {
		return this.version;
	}

}
