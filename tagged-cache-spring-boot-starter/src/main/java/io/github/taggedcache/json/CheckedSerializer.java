package io.github.taggedcache.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * Writes the objects of one declared type, and makes sure that reading gives the same
 * class again.
 * <p>
 * An object of the declared class costs one comparison. An object of another class is
 * written as its own class, and has to come back as such once before it is believed.
 */
final class CheckedSerializer extends SurroundingSerializer {

	private final JavaType type;

	private final Class<?> declared;

	private final ValueChecks checks;

	private final VerifiedClasses verified;

	private final boolean isOwnForm;

	CheckedSerializer(JavaType type, ValueSerializer<Object> writer, ValueChecks checks, boolean isOwnForm) {
		this(type, writer, checks, isOwnForm, new VerifiedClasses());
	}

	private CheckedSerializer(JavaType type, ValueSerializer<Object> writer, ValueChecks checks, boolean isOwnForm,
			VerifiedClasses verified) {
		super(writer);
		this.type = type;
		this.declared = type.getRawClass();
		this.checks = checks;
		this.verified = verified;
		this.isOwnForm = isOwnForm;
	}

	@Override
	public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
		if (value.getClass() != this.declared) {
			writeOther(this.checks.loaded(value), generator, context, null);
			return;
		}
		this.checks.check(value, generator, context);
		requireVerified(context);
		writer().serialize(value, generator, context);
	}

	@Override
	public void serializeWithType(Object value, JsonGenerator generator, SerializationContext context,
			TypeSerializer types) {
		if (value.getClass() != this.declared) {
			writeOther(this.checks.loaded(value), generator, context, types);
			return;
		}
		this.checks.check(value, generator, context);
		requireVerified(context);
		writer().serializeWithType(value, generator, context, types);
	}

	private void requireVerified(SerializationContext context) {
		if (this.isOwnForm) {
			Recorder.require(context);
		}
		this.verified.requireDeclared(context);
	}

	private void writeOther(Object value, JsonGenerator generator, SerializationContext context,
			@Nullable TypeSerializer types) {
		ValueSerializer<Object> other = this;
		if (value.getClass() != this.declared) {
			this.verified.require(value.getClass(), context);
			JavaType runtime = context.constructSpecializedType(this.type, value.getClass());
			other = context.handleSecondaryContextualization(context.findValueSerializer(runtime), null);
		}
		if (types != null) {
			other.serializeWithType(value, generator, context, types);
		}
		else {
			other.serialize(value, generator, context);
		}
	}

	@Override
	ValueSerializer<Object> around(ValueSerializer<Object> contextual) {
		return new CheckedSerializer(this.type, contextual, this.checks, this.isOwnForm, this.verified.elsewhere());
	}

	@Override
	public Class<?> handledType() {
		return this.declared;
	}

	@Override
	public boolean usesObjectId() {
		return writer().usesObjectId();
	}

}
