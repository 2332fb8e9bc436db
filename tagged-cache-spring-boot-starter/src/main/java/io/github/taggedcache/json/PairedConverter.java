package io.github.taggedcache.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.HandlerInstantiator;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.type.TypeFactory;
import tools.jackson.databind.util.Converter;

import org.springframework.beans.BeanUtils;

/**
 * A converter that an annotation names together with one for reading. Nobody knows what
 * such a pair drops of which value, so each value has to come back before it is stored.
 */
final class PairedConverter implements Converter<@Nullable Object, @Nullable Object> {

	private final Converter<@Nullable Object, @Nullable Object> converter;

	private PairedConverter(Converter<@Nullable Object, @Nullable Object> converter) {
		this.converter = converter;
	}

	/**
	 * Makes the converter of an annotation as Jackson would.
	 * @param found what the annotation names: a converter or its class
	 */
	@SuppressWarnings("unchecked")
	static Object of(Object found, MapperConfig<?> config, Annotated annotated) {
		if (!(config instanceof SerializationConfig)) {
			return found;
		}
		if (found instanceof Converter<?, ?> converter) {
			return new PairedConverter((Converter<@Nullable Object, @Nullable Object>) converter);
		}
		if (found instanceof Class<?> type && Converter.class.isAssignableFrom(type) && type != Converter.None.class) {
			HandlerInstantiator instantiator = config.getHandlerInstantiator();
			Converter<?, ?> made = (instantiator != null) ? instantiator.converterInstance(config, annotated, type)
					: null;
			return new PairedConverter((Converter<@Nullable Object, @Nullable Object>) ((made != null) ? made
					: BeanUtils.instantiateClass(type)));
		}
		return found;
	}

	@Override
	public @Nullable Object convert(SerializationContext context, @Nullable Object value) {
		Recorder.require(context);
		return this.converter.convert(context, value);
	}

	@Override
	public @Nullable Object convert(DeserializationContext context, @Nullable Object value) {
		return this.converter.convert(context, value);
	}

	@Override
	public JavaType getInputType(TypeFactory types) {
		return this.converter.getInputType(types);
	}

	@Override
	public JavaType getOutputType(TypeFactory types) {
		return this.converter.getOutputType(types);
	}

}
