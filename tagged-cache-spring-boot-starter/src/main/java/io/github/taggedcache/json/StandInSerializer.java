package io.github.taggedcache.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * Writes what stands in for an object.
 */
final class StandInSerializer extends ValueSerializer<Object> {

	private final StandIn standIn;

	private final JavaType type;

	private final LazyValues lazyValues;

	private final @Nullable ValueSerializer<Object> form;

	StandInSerializer(StandIn standIn, JavaType type, LazyValues lazyValues) {
		this(standIn, type, lazyValues, null);
	}

	private StandInSerializer(StandIn standIn, JavaType type, LazyValues lazyValues,
			@Nullable ValueSerializer<Object> form) {
		this.standIn = standIn;
		this.type = type;
		this.lazyValues = lazyValues;
		this.form = form;
	}

	@Override
	public ValueSerializer<?> createContextual(SerializationContext context, @Nullable BeanProperty property) {
		JavaType stored = this.standIn.storedAs().apply(this.type, context.getTypeFactory());
		return new StandInSerializer(this.standIn, this.type, this.lazyValues,
				context.findContentValueSerializer(stored, null));
	}

	@Override
	public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
		form(context).serialize(stored(value), generator, context);
	}

	@Override
	public void serializeWithType(Object value, JsonGenerator generator, SerializationContext context,
			TypeSerializer types) {
		form(context).serializeWithType(stored(value), generator, context, types);
	}

	/**
	 * Looking into a lazy collection would load it.
	 */
	private Object stored(Object value) {
		if (!this.lazyValues.isLoaded(value)) {
			throw new ObstacleException(Obstacle.LAZY, "is a lazy collection that is not loaded");
		}
		return this.standIn.store().apply(value, this.type);
	}

	private ValueSerializer<Object> form(SerializationContext context) {
		return (this.form != null) ? this.form : context
			.findContentValueSerializer(this.standIn.storedAs().apply(this.type, context.getTypeFactory()), null);
	}

	@Override
	public Class<?> handledType() {
		return this.type.getRawClass();
	}

}
