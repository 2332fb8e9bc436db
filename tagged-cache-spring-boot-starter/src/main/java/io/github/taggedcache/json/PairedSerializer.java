package io.github.taggedcache.json;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.HandlerInstantiator;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.jsontype.TypeSerializer;

import org.springframework.beans.BeanUtils;

/**
 * A serializer that an annotation or module names together with a deserializer. Nobody
 * knows what such a pair drops of which value, so each value has to come back before it
 * is stored.
 */
final class PairedSerializer extends SurroundingSerializer {

	private PairedSerializer(ValueSerializer<Object> writer) {
		super(writer);
	}

	/**
	 * Makes the serializer of an annotation as Jackson would.
	 * @param found what the annotation names: a serializer or its class
	 */
	static Object of(Object found, MapperConfig<?> config, Annotated annotated) {
		if (!(config instanceof SerializationConfig writing)) {
			return found;
		}
		if (found instanceof ValueSerializer<?> writer) {
			return of(writer);
		}
		if (found instanceof Class<?> type && ValueSerializer.class.isAssignableFrom(type)
				&& type != ValueSerializer.None.class) {
			return new PairedSerializer(create(type, writing, annotated));
		}
		return found;
	}

	@SuppressWarnings("unchecked")
	static PairedSerializer of(ValueSerializer<?> writer) {
		return (writer instanceof PairedSerializer paired) ? paired
				: new PairedSerializer((ValueSerializer<Object>) writer);
	}

	@SuppressWarnings("unchecked")
	private static ValueSerializer<Object> create(Class<?> type, SerializationConfig config, Annotated annotated) {
		HandlerInstantiator instantiator = config.getHandlerInstantiator();
		ValueSerializer<?> made = (instantiator != null) ? instantiator.serializerInstance(config, annotated, type)
				: null;
		return (ValueSerializer<Object>) ((made != null) ? made : BeanUtils.instantiateClass(type));
	}

	@Override
	public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
		Recorder.require(context);
		writer().serialize(value, generator, context);
	}

	@Override
	public void serializeWithType(Object value, JsonGenerator generator, SerializationContext context,
			TypeSerializer types) {
		Recorder.require(context);
		writer().serializeWithType(value, generator, context, types);
	}

	@Override
	ValueSerializer<Object> around(ValueSerializer<Object> contextual) {
		return new PairedSerializer(contextual);
	}

	@Override
	public Class<?> handledType() {
		return writer().handledType();
	}

	@Override
	public boolean isEmpty(SerializationContext context, Object value) {
		return writer().isEmpty(context, value);
	}

}
