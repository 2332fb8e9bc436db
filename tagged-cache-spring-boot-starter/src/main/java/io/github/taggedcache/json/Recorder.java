package io.github.taggedcache.json;

import java.io.Serial;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.DatabindException;
import tools.jackson.databind.SerializationContext;

/**
 * Collects, while one value is written, the classes that were never read back before. If
 * the whole value comes back as what it was, all of them are verified.
 * <p>
 * The usual write has no recorder: a serializer that needs one leaves by
 * {@link MissingException}, and the value is written again with a recorder. So a value
 * whose classes are verified pays nothing.
 */
final class Recorder {

	private final List<Runnable> verified = new ArrayList<>();

	static void record(SerializationContext context, Runnable verified) {
		if (!(context.getAttribute(Recorder.class) instanceof Recorder recorder)) {
			throw new MissingException();
		}
		recorder.verified.add(verified);
	}

	/**
	 * Has each value read back that a serializer writes of which nobody knows what it
	 * drops.
	 */
	static void require(SerializationContext context) {
		if (!(context.getAttribute(Recorder.class) instanceof Recorder)) {
			throw new MissingException();
		}
	}

	void confirm() {
		this.verified.forEach(Runnable::run);
	}

	/**
	 * Asks for a write with a recorder.
	 */
	static final class MissingException extends DatabindException {

		@Serial
		private static final long serialVersionUID = 1L;

		MissingException() {
			super("A class is written for the first time");
		}

	}

}
