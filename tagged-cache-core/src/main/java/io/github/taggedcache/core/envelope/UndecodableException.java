package io.github.taggedcache.core.envelope;

import org.jspecify.annotations.Nullable;

/**
 * A payload that does not become a value of the wanted type. Readers count a miss.
 */
public final class UndecodableException extends Exception {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what does not fit
	 * @param cause what said so, if anything did
	 */
	public UndecodableException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
