package io.github.taggedcache.core.store;

import org.jspecify.annotations.Nullable;

/**
 * The store did not do what was asked: the store is out of reach, refused, or answered
 * too late. A write may have been done all the same.
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
