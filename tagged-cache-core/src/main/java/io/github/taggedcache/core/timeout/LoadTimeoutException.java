package io.github.taggedcache.core.timeout;

import java.time.Duration;

import io.github.taggedcache.core.name.EntryKey;

/**
 * A load took longer than its callers wait. It goes on, and stores what it gives.
 */
public final class LoadTimeoutException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param source what loads: a method, say
	 * @param key the key, of which the message shows a hash
	 * @param limit the time that was over
	 */
	public LoadTimeoutException(String source, EntryKey key, Duration limit) {
		super(source + " did not give the value of " + key + " within " + limit.toMillis()
				+ " ms (load-timeout.hard). It goes on in the background");
	}

}
