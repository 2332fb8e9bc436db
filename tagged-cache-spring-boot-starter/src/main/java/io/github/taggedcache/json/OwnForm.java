package io.github.taggedcache.json;

import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.ser.jackson.JsonValueSerializer;
import tools.jackson.databind.ser.std.StdConvertingSerializer;

/**
 * Forms that a class or its application makes. Nobody knows what such a form drops of
 * which object, so each object that is written in such a form is read back.
 */
final class OwnForm {

	private static final String JACKSON = "tools.jackson.databind.";

	private OwnForm() {
	}

	static boolean isWrittenBy(ValueSerializer<?> serializer, ModulePairs pairs) {
		return !serializer.getClass().getName().startsWith(JACKSON) || serializer instanceof JsonValueSerializer
				|| serializer instanceof StdConvertingSerializer || pairs.isFromModule(serializer);
	}

}
