package io.github.taggedcache.testsupport;

/**
 * An error that Redis replied with.
 */
public class RedisReplyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	RedisReplyException(String message) {
		super(message);
	}

	/**
	 * The first word of the error, such as {@code MOVED}, {@code NOSCRIPT} or
	 * {@code ERR}.
	 */
	public String code() {
		return String.valueOf(getMessage()).split(" ", 2)[0];
	}

}
