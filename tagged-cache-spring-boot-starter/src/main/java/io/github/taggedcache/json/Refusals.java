package io.github.taggedcache.json;

import java.util.function.Supplier;

import io.github.taggedcache.core.codec.UnstorableValueException;
import io.github.taggedcache.core.codec.ValueType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Says why a value is not stored: who declared its type, where the problem is, and what
 * to do about this kind of problem.
 */
final class Refusals {

	/**
	 * Writes, and turns what goes wrong into a refusal.
	 */
	byte[] guard(Object value, ValueType type, Supplier<byte[]> write) {
		try {
			return write.get();
		}
		catch (Recorder.MissingException ex) {
			throw ex;
		}
		catch (ObstacleException ex) {
			throw refusal(value, type, ex.obstacle(), "%s: %s".formatted(Paths.of(ex, value), ex.getOriginalMessage()),
					null);
		}
		catch (JacksonException ex) {
			String cycle = Paths.cycle(ex, value);
			throw (cycle != null)
					? refusal(value, type, Obstacle.CYCLE, cycle + ": refers to the object that it belongs to", ex)
					: notWritten(value, type, Paths.of(ex, value) + ": " + reason(ex), ex);
		}
		catch (RuntimeException | StackOverflowError ex) {
			throw notWritten(value, type, String.valueOf(reason(ex)), ex);
		}
	}

	UnstorableValueException notRead(Object value, ValueType type, Obstacle obstacle, String problem,
			@Nullable Exception cause) {
		return new UnstorableValueException(type.declaredBy(), obstacle.kind(),
				"%s declares %s, but the %s that it returned would not come back from the cache's JSON as it is: %s."
					.formatted(type.declaredBy(), type.name(), Paths.asWritten(value.getClass()).getName(), problem),
				obstacle.remedy(), cause);
	}

	private UnstorableValueException notWritten(Object value, ValueType type, String problem, Throwable cause) {
		return refusal(value, type, Obstacle.NOT_WRITTEN, problem, cause);
	}

	UnstorableValueException refusal(Object value, ValueType type, Obstacle obstacle, String problem,
			@Nullable Throwable cause) {
		return new UnstorableValueException(type.declaredBy(), obstacle.kind(),
				"%s declares %s, but the %s that it returned cannot be written as JSON: %s."
					.formatted(type.declaredBy(), type.name(), Paths.asWritten(value.getClass()).getName(), problem),
				obstacle.remedy(), cause);
	}

	static @Nullable String reason(Throwable ex) {
		return (ex instanceof JacksonException jackson) ? jackson.getOriginalMessage() : ex.toString();
	}

}
