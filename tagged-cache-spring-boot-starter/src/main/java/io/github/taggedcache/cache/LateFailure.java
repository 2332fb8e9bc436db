package io.github.taggedcache.cache;

import org.jspecify.annotations.Nullable;

/**
 * What a call throws although its loader has returned, because the value could not be
 * given its tags, encoded or stored, and the error handler wants the caller to know. The
 * loader must not run again for this call, whatever the error handler says of the failure
 * when Spring asks it once more.
 */
final class LateFailure {

	private volatile @Nullable RuntimeException failure;

	/**
	 * Asks the error handler, and remembers what it throws.
	 */
	void throwBy(Runnable errorHandler) {
		try {
			errorHandler.run();
		}
		catch (RuntimeException ex) {
			this.failure = ex;
			throw ex;
		}
	}

	boolean is(RuntimeException ex) {
		return this.failure == ex;
	}

	void rethrow() {
		RuntimeException known = this.failure;
		if (known != null) {
			throw known;
		}
	}

}
