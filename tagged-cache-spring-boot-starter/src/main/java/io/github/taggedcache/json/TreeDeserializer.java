package io.github.taggedcache.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.jackson.JsonNodeDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;

/**
 * Reads what {@link TreeSerializer} wrote.
 */
final class TreeDeserializer extends StdDeserializer<Object> {

	private final ValueDeserializer<? extends JsonNode> reader = JsonNodeDeserializer.getDeserializer(JsonNode.class);

	TreeDeserializer(JavaType type) {
		super(type);
	}

	@Override
	public Object deserialize(JsonParser parser, DeserializationContext context) {
		if (parser.currentToken() != JsonToken.START_ARRAY) {
			return context.handleUnexpectedToken(getValueType(context), parser);
		}
		parser.nextToken();
		JsonNode node = this.reader.deserialize(parser, context);
		if (!_valueClass.isInstance(node) || parser.nextToken() != JsonToken.END_ARRAY) {
			return context.handleUnexpectedToken(getValueType(context), parser);
		}
		return node;
	}

	@Override
	public Object deserializeWithType(JsonParser parser, DeserializationContext context, TypeDeserializer types) {
		return deserialize(parser, context);
	}

}
