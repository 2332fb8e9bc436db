package io.github.taggedcache.cache;

import org.jspecify.annotations.Nullable;

/**
 * The failure of a call whose loader has returned: the value could not be given its tags,
 * encoded or stored, and the error handler threw. The loader must not run again for this
 * call, even if the error handler accepts the failure when Spring asks it once more.
 */
final class LateFailure {

	private volatile @Nullable RuntimeException failure;

	/**
	 * Asks the error handler, and remembers the exception that it throws.
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
