package io.github.taggedcache.core.store;

import org.jspecify.annotations.Nullable;

/**
 * An invalidation of tags that could not be recorded: entries with these tags may still
 * be served. The invalidation may have been recorded all the same, and is safe to repeat.
 */
public final class InvalidationLostException extends StoreException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what was to be invalidated
	 * @param cause why it was not recorded
	 */
	public InvalidationLostException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
