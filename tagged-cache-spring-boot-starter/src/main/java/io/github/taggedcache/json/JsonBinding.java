package io.github.taggedcache.json;

import java.lang.reflect.Type;

import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How values of one declared type are written and read.
 * <p>
 * The application's mapper is used as it is, but for what it is set to for the readers of
 * an API and a cache must not do: wrap values in the name of their class, indent, write a
 * date in another precision or zone than it has, or read it into the mapper's zone. Types
 * and properties whose own annotations ask for a format keep it. One thing is stricter
 * than the mapper: 1.5 does not become 1, since a property whose type changed between two
 * releases must not bind.
 *
 * @param type the type
 * @param writer writes values as that type, so that its type information is in the JSON
 * of a collection's elements too
 * @param reader reads such JSON
 */
record JsonBinding(JavaType type, ObjectWriter writer, ObjectReader reader) {

	static JsonBinding of(JsonMapper mapper, Type type) {
		JavaType bound = mapper.constructType(type);
		ObjectWriter writer = mapper.writer()
			.without(SerializationFeature.WRAP_ROOT_VALUE, SerializationFeature.INDENT_OUTPUT)
			.without(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
			.withoutFeatures(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS, DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
			.with(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID)
			.forType(bound);
		ObjectReader reader = mapper.reader()
			.without(DeserializationFeature.UNWRAP_ROOT_VALUE, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
			.with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.without(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
			.forType(bound);
		return new JsonBinding(bound, writer, reader);
	}

}
