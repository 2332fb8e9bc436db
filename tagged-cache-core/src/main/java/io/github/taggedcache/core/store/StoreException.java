package io.github.taggedcache.core.store;

import org.jspecify.annotations.Nullable;

/**
 * The store did not do what it was asked: it is out of reach, it refused, or it answered
 * too late. Whether a write was done all the same is not known.
 */
public sealed class StoreException extends RuntimeException permits InvalidationLostException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what was asked of the store
	 * @param cause why it was not done
	 */
	public StoreException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
