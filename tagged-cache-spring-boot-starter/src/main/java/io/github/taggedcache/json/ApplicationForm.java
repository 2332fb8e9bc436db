package io.github.taggedcache.json;

import io.github.taggedcache.annotation.ApplicationJson;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * Writes and reads classes that want it by the application's own mapper, as a part of the
 * stored JSON. What wraps or ends a whole document is switched off for that.
 */
final class ApplicationForm {

	private final JsonMapper mapper;

	ApplicationForm(JsonMapper mapper) {
		this.mapper = mapper;
	}

	static boolean isWanted(JavaType type) {
		return type.getRawClass().isAnnotationPresent(ApplicationJson.class);
	}

	ValueSerializer<?> serializer(JavaType type) {
		return new Serializer(this.mapper.writerFor(type)
			.without(SerializationFeature.WRAP_ROOT_VALUE, SerializationFeature.INDENT_OUTPUT,
					SerializationFeature.CLOSE_CLOSEABLE, SerializationFeature.FLUSH_AFTER_WRITE_VALUE));
	}

	ValueDeserializer<?> deserializer(JavaType type) {
		return new Deserializer(type, this.mapper.readerFor(type)
			.without(DeserializationFeature.UNWRAP_ROOT_VALUE, DeserializationFeature.FAIL_ON_TRAILING_TOKENS));
	}

	private static final class Serializer extends ValueSerializer<Object> {

		private final ObjectWriter writer;

		private Serializer(ObjectWriter writer) {
			this.writer = writer;
		}

		@Override
		public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
			this.writer.writeValue(generator, value);
		}

		/**
		 * The application's mapper writes its own type information.
		 */
		@Override
		public void serializeWithType(Object value, JsonGenerator generator, SerializationContext context,
				TypeSerializer types) {
			this.writer.writeValue(generator, value);
		}

	}

	private static final class Deserializer extends StdDeserializer<Object> {

		private final ObjectReader reader;

		private Deserializer(JavaType type, ObjectReader reader) {
			super(type);
			this.reader = reader;
		}

		@Override
		public Object deserialize(JsonParser parser, DeserializationContext context) {
			return this.reader.readValue(parser);
		}

		@Override
		public Object deserializeWithType(JsonParser parser, DeserializationContext context, TypeDeserializer types) {
			return this.reader.readValue(parser);
		}

	}

}
