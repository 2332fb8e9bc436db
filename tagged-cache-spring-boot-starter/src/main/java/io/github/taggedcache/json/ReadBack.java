package io.github.taggedcache.json;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.taggedcache.core.codec.UnstorableValueException;
import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.envelope.UndecodableException;
import org.jspecify.annotations.Nullable;

/**
 * Finds values that would not come back from their JSON as what they are, when the first
 * of them is stored and not when it is read.
 * <p>
 * A value's {@link Shape} is checked once for each declared type, by reading its JSON
 * back. What is already checked is remembered within a bound; a shape that fell out of it
 * is checked again. Two threads may check the same shape at the same time.
 */
final class ReadBack {

	static final String REMEDY = "Declare the concrete type as the return type, or give the declared type Jackson's"
			+ " type information: @JsonTypeInfo with @JsonSubTypes, or on a sealed interface.";

	private static final int REMEMBERED = 10_000;

	private final Cache<Checked, Boolean> checked = Caffeine.newBuilder()
		.maximumSize(REMEMBERED)
		.executor(Runnable::run)
		.build();

	/**
	 * Checks the JSON of a value.
	 * @throws UnstorableValueException if it does not bind, or to other classes
	 */
	void check(Object value, byte[] json, ValueType type, JsonBinding binding) {
		Shape shape = Shape.of(value, binding.type());
		Checked key = new Checked(type.fingerprint(), shape);
		if (this.checked.getIfPresent(key) != null) {
			return;
		}
		String difference = shape.difference(Shape.of(readBack(value, json, type, binding), binding.type()));
		if (difference != null) {
			throw refusal(value, type, difference, null);
		}
		this.checked.put(key, Boolean.TRUE);
	}

	private static Object readBack(Object value, byte[] json, ValueType type, JsonBinding binding) {
		try {
			return JsonCodec.read(json, 0, json.length, type, binding);
		}
		catch (UndecodableException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			throw refusal(value, type, "it does not bind: " + JsonCodec.reason(cause), ex);
		}
	}

	private static UnstorableValueException refusal(Object value, ValueType type, String reason,
			@Nullable Exception cause) {
		return new UnstorableValueException(type.declaredBy(), "not read back",
				"%s declares %s, but the %s that it returned would not come back from the cache's JSON as it is: %s."
					.formatted(type.declaredBy(), type.name(), value.getClass().getName(), reason),
				REMEDY, cause);
	}

	private record Checked(long type, Shape shape) {

	}

}
