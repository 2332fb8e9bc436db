package io.github.taggedcache.key;

import java.lang.reflect.Array;
import java.util.HexFormat;

/**
 * The forms of arrays of primitives. Arrays of integral numbers have one form, as the
 * numbers themselves have; {@code byte[]} is binary data, and a form of its own.
 */
final class PrimitiveArrayForms {

	private PrimitiveArrayForms() {
	}

	static KeyForm get(Class<?> componentType) {
		if (componentType == byte.class) {
			return PrimitiveArrayForms::writeBytes;
		}
		if (componentType == char.class) {
			return PrimitiveArrayForms::writeChars;
		}
		String start = (isIntegral(componentType) ? int.class : componentType).getName() + "[";
		return (value, writer) -> writeElements(start, value, writer);
	}

	private static boolean isIntegral(Class<?> componentType) {
		return componentType == short.class || componentType == int.class || componentType == long.class;
	}

	private static void writeBytes(Object value, KeyWriter writer) {
		writer.raw().append("byte[").append(HexFormat.of().formatHex((byte[]) value)).append(']');
	}

	private static void writeChars(Object value, KeyWriter writer) {
		// As a whole: a character outside the basic plane takes two chars
		QuotedText.append(writer.raw().append("char"), new String((char[]) value), '"');
	}

	private static void writeElements(String start, Object array, KeyWriter writer) {
		writer.open(start);
		int length = Array.getLength(array);
		for (int i = 0; i < length; i++) {
			if (i > 0) {
				writer.raw().append(',');
			}
			writer.value(Array.get(array, i));
		}
		writer.close(']');
	}

}
