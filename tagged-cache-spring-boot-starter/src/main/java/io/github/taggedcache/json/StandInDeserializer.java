package io.github.taggedcache.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * Makes an object of what stands in for it. JSON null is null, also where Jackson itself
 * would make an empty object of it.
 */
final class StandInDeserializer extends StdDeserializer<Object> {

	private final StandIn standIn;

	private final JavaType type;

	private final @Nullable ValueDeserializer<Object> form;

	StandInDeserializer(StandIn standIn, JavaType type) {
		this(standIn, type, null);
	}

	private StandInDeserializer(StandIn standIn, JavaType type, @Nullable ValueDeserializer<Object> form) {
		super(type);
		this.standIn = standIn;
		this.type = type;
		this.form = form;
	}

	@Override
	public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
		JavaType stored = this.standIn.storedAs().apply(this.type, context.getTypeFactory());
		return new StandInDeserializer(this.standIn, this.type, context.findContextualValueDeserializer(stored, null));
	}

	@Override
	public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
		ValueDeserializer<Object> reader = (this.form != null) ? this.form : context
			.findContextualValueDeserializer(this.standIn.storedAs().apply(this.type, context.getTypeFactory()), null);
		Object stored = reader.deserialize(parser, context);
		if (stored == null) {
			return null;
		}
		try {
			return this.standIn.restore().apply(stored, this.type);
		}
		catch (IllegalArgumentException ex) {
			return context.reportInputMismatch(this, "%s", ex.getMessage());
		}
	}

}
