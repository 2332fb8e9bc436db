package io.github.taggedcache.testsupport;

/**
 * A server could not start because somebody else listens on its port.
 */
final class PortTakenException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	PortTakenException(String message) {
		super(message);
	}

}
