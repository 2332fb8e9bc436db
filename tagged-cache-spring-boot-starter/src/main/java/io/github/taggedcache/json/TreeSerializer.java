package io.github.taggedcache.json;

import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.node.JsonNodeType;

/**
 * Writes JSON trees in an array of one element, so that a null node and no node are two
 * things. A number has to be of the class of node that reading gives for it.
 */
final class TreeSerializer extends ValueSerializer<JsonNode> {

	@Override
	public void serialize(JsonNode value, JsonGenerator generator, SerializationContext context) {
		check(value);
		generator.writeStartArray(value, 1);
		value.serialize(generator, context);
		generator.writeEndArray();
	}

	@Override
	public void serializeWithType(JsonNode value, JsonGenerator generator, SerializationContext context,
			TypeSerializer types) {
		serialize(value, generator, context);
	}

	private static void check(JsonNode node) {
		if (node.isArray()) {
			for (int i = 0; i < node.size(); i++) {
				checkChild(node, node.get(i), String.valueOf(i));
			}
		}
		else if (node.isObject()) {
			for (Map.Entry<String, JsonNode> property : node.properties()) {
				checkChild(node, property.getValue(), property.getKey());
			}
		}
		else if (!comesBack(node)) {
			throw new ObstacleException(Obstacle.UNTYPED, node.getClass().getName() + " becomes another class of node");
		}
	}

	private static void checkChild(JsonNode parent, JsonNode child, String name) {
		try {
			check(child);
		}
		catch (JacksonException ex) {
			throw ex.prependPath(parent, name);
		}
	}

	private static boolean comesBack(JsonNode node) {
		if (node.getNodeType() == JsonNodeType.NUMBER) {
			return switch (node.numberType()) {
				case INT -> !node.isShort();
				case LONG -> node.longValue() != (int) node.longValue();
				case BIG_INTEGER -> node.bigIntegerValue().bitLength() >= Long.SIZE;
				case DOUBLE -> Double.isFinite(node.doubleValue());
				default -> false;
			};
		}
		return !node.isBinary() && !node.isPojo() && !node.isMissingNode();
	}

}
