package io.github.taggedcache.testsupport;

import org.jspecify.annotations.Nullable;

/**
 * Says why a {@link RedisSource} has no server to offer.
 */
final class RedisUnavailableException extends Exception {

	private static final long serialVersionUID = 1L;

	RedisUnavailableException(String reason) {
		this(reason, null);
	}

	RedisUnavailableException(String reason, @Nullable Throwable cause) {
		super(reason, cause);
	}

}
