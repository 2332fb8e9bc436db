package io.github.taggedcache.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/**
 * A serializer around another one, which writes.
 */
abstract class SurroundingSerializer extends ValueSerializer<Object> {

	private final ValueSerializer<Object> writer;

	SurroundingSerializer(ValueSerializer<Object> writer) {
		this.writer = writer;
	}

	/**
	 * Puts the same around a writer for one property.
	 */
	abstract ValueSerializer<Object> around(ValueSerializer<Object> contextual);

	final ValueSerializer<Object> writer() {
		return this.writer;
	}

	@Override
	public final void resolve(SerializationContext context) {
		this.writer.resolve(context);
	}

	@Override
	@SuppressWarnings("unchecked")
	public final ValueSerializer<?> createContextual(SerializationContext context, @Nullable BeanProperty property) {
		return around((ValueSerializer<Object>) this.writer.createContextual(context, property));
	}

	@Override
	public final ValueSerializer<?> getDelegatee() {
		return this.writer;
	}

}
