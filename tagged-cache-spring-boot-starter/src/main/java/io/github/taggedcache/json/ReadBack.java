package io.github.taggedcache.json;

import io.github.taggedcache.core.codec.UnstorableValueException;
import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.envelope.UndecodableException;
import io.github.taggedcache.json.JsonBinding.Unreadable;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Reads the JSON of a value back when a class of it is written for the first time, and
 * compares the two. So a value that would not come back is found when it is stored and
 * not when it is read.
 */
final class ReadBack {

	private final LazyValues lazyValues;

	private final Refusals refusals;

	ReadBack(LazyValues lazyValues, Refusals refusals) {
		this.lazyValues = lazyValues;
		this.refusals = refusals;
	}

	/**
	 * Writes a value with a recorder, and verifies what was recorded.
	 * @throws UnstorableValueException if the value is not written, or does not come back
	 */
	byte[] write(Object value, ValueType type, JsonBinding binding) {
		Unreadable known = binding.unreadable();
		if (known != null) {
			throw this.refusals.notRead(value, type, known.obstacle(), known.problem(), null);
		}
		Recorder recorder = new Recorder();
		byte[] json = this.refusals.guard(value, type, () -> binding.write(value, recorder));
		Difference difference = GraphComparison.between(value, readBack(value, json, type, binding),
				Paths.nameOf(value), this.lazyValues);
		if (difference != null) {
			throw this.refusals.notRead(value, type, difference.obstacle(), difference.toString(), null);
		}
		recorder.confirm();
		binding.verified(value.getClass());
		return json;
	}

	private Object readBack(Object value, byte[] json, ValueType type, JsonBinding binding) {
		try {
			return JsonCodec.read(json, 0, json.length, type, binding);
		}
		catch (UndecodableException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			if (cause instanceof UnrecognizedPropertyException) {
				requireSame(value, json, type, binding);
			}
			String path = (cause instanceof JacksonException jackson) ? Paths.of(jackson, value) + ": " : "";
			String problem = path + "it does not bind: " + Refusals.reason(cause);
			if (isOfTheType(cause, binding)) {
				binding.unreadable(new Unreadable(obstacleOf(cause), problem));
			}
			throw this.refusals.notRead(value, type, obstacleOf(cause), problem, ex);
		}
	}

	/**
	 * A subclass says more than the properties that it adds.
	 */
	private void requireSame(Object value, byte[] json, ValueType type, JsonBinding binding) {
		Difference difference = null;
		try {
			Object known = binding.readKnown(json);
			difference = (known != null) ? GraphComparison.between(value, known, Paths.nameOf(value), this.lazyValues)
					: null;
		}
		catch (RuntimeException ex) {
			return;
		}
		if (difference != null) {
			throw this.refusals.notRead(value, type, difference.obstacle(), difference.toString(), null);
		}
	}

	/**
	 * Whether the declared type itself has no reader: then no value of it is written and
	 * read again. Anything else may depend on what a value holds.
	 */
	private static boolean isOfTheType(Throwable cause, JsonBinding binding) {
		return cause instanceof InvalidDefinitionException definition && definition.getPath().isEmpty()
				&& binding.type().equals(definition.getType());
	}

	private static Obstacle obstacleOf(@Nullable Throwable cause) {
		if (cause instanceof InvalidDefinitionException definition && definition.getType() != null
				&& definition.getType().isAbstract()) {
			return definition.getType().getRawClass().isSealed() ? Obstacle.SEALED : Obstacle.SUBCLASS;
		}
		return Obstacle.NOT_READ;
	}

}
