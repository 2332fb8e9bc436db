package io.github.taggedcache.json;

import java.util.Iterator;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.deser.std.ContainerDeserializerBase;
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

	/**
	 * Elements of a collection or map may refer to the object that it is a property of.
	 */
	@Override
	public SettableBeanProperty findBackReference(String name) {
		SettableBeanProperty found = (this.form != null) ? find(this.form, name) : null;
		return (found != null) ? found : super.findBackReference(name);
	}

	/**
	 * A form is a record, or a list of records, of which one property holds the elements.
	 */
	private static @Nullable SettableBeanProperty find(ValueDeserializer<?> form, String name) {
		if (form instanceof ContainerDeserializerBase<?> list) {
			ValueDeserializer<Object> content = list.getContentDeserializer();
			return (content != null) ? find(content, name) : null;
		}
		if (!(form instanceof BeanDeserializerBase bean)) {
			return null;
		}
		if (!Paths.isForm(bean.handledType())) {
			return bean.findBackReference(name);
		}
		for (Iterator<SettableBeanProperty> properties = bean.properties(); properties.hasNext();) {
			ValueDeserializer<Object> deserializer = properties.next().getValueDeserializer();
			SettableBeanProperty found = (deserializer != null) ? find(deserializer, name) : null;
			if (found != null) {
				return found;
			}
		}
		return null;
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
