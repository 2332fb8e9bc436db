package io.github.taggedcache.json;

import java.math.BigInteger;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * Writes values where the declared type leaves the class to the JSON, like {@code Object}
 * and {@code Number}. Only values pass that JSON itself gives back: a small {@code Long},
 * for example, would come back as an {@code Integer}.
 */
final class UntypedSerializer extends ValueSerializer<Object> {

	@Override
	public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
		write(value, generator);
	}

	static void write(@Nullable Object value, JsonGenerator generator) {
		if (value == null) {
			generator.writeNull();
		}
		else if (value instanceof String text) {
			generator.writeString(text);
		}
		else if (value instanceof Boolean flag) {
			generator.writeBoolean(flag);
		}
		else if (value instanceof Number number) {
			writeNumber(number, generator);
		}
		else if (isPlain(value) && value instanceof Map<?, ?> map) {
			writeMap(map, generator);
		}
		else if (isPlain(value) && value instanceof List<?> list) {
			writeList(list, generator);
		}
		else {
			throw ObstacleException.becomes(Obstacle.UNTYPED, value.getClass(), formOf(value));
		}
	}

	private static boolean isPlain(Object value) {
		return value.getClass().getName().startsWith("java.util.") && !(value instanceof SortedMap)
				&& !(value instanceof IdentityHashMap) && !(value instanceof Properties);
	}

	private static String formOf(Object value) {
		if (value instanceof Collection || value.getClass().isArray()) {
			return "java.util.List";
		}
		return (value instanceof Map || (!StoredClass.isOfPlatform(value.getClass()) && !(value instanceof Enum)))
				? "java.util.Map" : "java.lang.String";
	}

	private static void writeNumber(Number number, JsonGenerator generator) {
		if (number instanceof Integer value) {
			generator.writeNumber(value);
		}
		else if (number instanceof Long value && value.intValue() != value) {
			generator.writeNumber(value);
		}
		else if (number instanceof BigInteger value && value.bitLength() >= Long.SIZE) {
			generator.writeNumber(value);
		}
		else if (number instanceof Double value && Double.isFinite(value)) {
			generator.writeNumber(value);
		}
		else {
			throw ObstacleException.becomes(Obstacle.UNTYPED, number.getClass(), formOf(number));
		}
	}

	private static String formOf(Number number) {
		if (number instanceof Double) {
			return "java.lang.String";
		}
		if (number instanceof Long || number instanceof Short || number instanceof Byte) {
			return "java.lang.Integer";
		}
		if (number instanceof BigInteger value) {
			return (value.bitLength() < Integer.SIZE) ? "java.lang.Integer" : "java.lang.Long";
		}
		return "java.lang.Double";
	}

	private static void writeList(List<?> list, JsonGenerator generator) {
		generator.writeStartArray(list);
		int index = 0;
		for (Object element : list) {
			try {
				write(element, generator);
			}
			catch (JacksonException ex) {
				throw ex.prependPath(list, index);
			}
			index++;
		}
		generator.writeEndArray();
	}

	private static void writeMap(Map<?, ?> map, JsonGenerator generator) {
		generator.writeStartObject(map);
		for (Map.Entry<?, ?> entry : map.entrySet()) {
			if (!(entry.getKey() instanceof String key)) {
				throw new ObstacleException(Obstacle.UNTYPED, "a key: %s becomes java.lang.String"
					.formatted((entry.getKey() != null) ? entry.getKey().getClass().getTypeName() : "null"));
			}
			generator.writeName(key);
			try {
				write(entry.getValue(), generator);
			}
			catch (JacksonException ex) {
				throw ex.prependPath(map, key);
			}
		}
		generator.writeEndObject();
	}

	/**
	 * Type information of the property tells the class, so any class will do that comes
	 * back.
	 */
	@Override
	public void serializeWithType(Object value, JsonGenerator generator, SerializationContext context,
			TypeSerializer types) {
		ValueSerializer<Object> other = context.findValueSerializer(value.getClass());
		context.handleSecondaryContextualization(other, null).serializeWithType(value, generator, context, types);
	}

}
