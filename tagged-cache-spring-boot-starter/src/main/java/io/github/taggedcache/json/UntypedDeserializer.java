package io.github.taggedcache.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;

/**
 * Reads what {@link UntypedSerializer} wrote. Jackson's own deserializer would look for
 * those of modules and stand-ins for the maps and lists in it.
 */
final class UntypedDeserializer extends StdDeserializer<Object> {

	UntypedDeserializer() {
		super(Object.class);
	}

	@Override
	public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
		return switch (token(parser)) {
			case START_OBJECT -> map(parser, context);
			case START_ARRAY -> list(parser, context);
			case VALUE_STRING -> parser.getString();
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
			case VALUE_TRUE -> true;
			case VALUE_FALSE -> false;
			case VALUE_NULL -> null;
			default -> context.handleUnexpectedToken(Object.class, parser);
		};
	}

	private static JsonToken token(JsonParser parser) {
		JsonToken token = parser.currentToken();
		return (token != null) ? token : JsonToken.NOT_AVAILABLE;
	}

	private Map<String, @Nullable Object> map(JsonParser parser, DeserializationContext context) {
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		for (String name = parser.nextName(); name != null; name = parser.nextName()) {
			parser.nextToken();
			map.put(name, deserialize(parser, context));
		}
		return map;
	}

	private List<@Nullable Object> list(JsonParser parser, DeserializationContext context) {
		List<@Nullable Object> list = new ArrayList<>();
		while (parser.nextToken() != JsonToken.END_ARRAY) {
			list.add(deserialize(parser, context));
		}
		return list;
	}

	@Override
	public Object deserializeWithType(JsonParser parser, DeserializationContext context, TypeDeserializer types) {
		return types.deserializeTypedFromAny(parser, context);
	}

}
