package io.github.taggedcache.json;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.introspect.ObjectIdInfo;

/**
 * The field that identifies the objects of a class within one JSON. Reading refuses two
 * objects of one identity, so writing has to refuse the second one.
 */
final class Identities {

	static final Identities NONE = new Identities(null, Object.class);

	private final @Nullable Field field;

	private final Class<?> scope;

	private Identities(@Nullable Field field, Class<?> scope) {
		this.field = field;
		this.scope = scope;
	}

	static Identities of(BeanDescription.Supplier description) {
		ObjectIdInfo info = description.get().getObjectIdInfo();
		if (info == null || !ObjectIdGenerators.PropertyGenerator.class.isAssignableFrom(info.getGeneratorType())) {
			return NONE;
		}
		for (BeanPropertyDefinition property : description.get().findProperties()) {
			if (property.getName().equals(info.getPropertyName().getSimpleName()) && property.getAccessor() != null
					&& property.getAccessor().getAnnotated() instanceof Field field && field.trySetAccessible()) {
				return new Identities(field, info.getScope());
			}
		}
		return NONE;
	}

	void check(Object value, SerializationContext context) {
		Object id = (this.field != null) ? get(this.field, value) : null;
		if (id == null) {
			return;
		}
		Object other = written(context).putIfAbsent(new Identity(this.scope, id), value);
		if (other != null && other != value) {
			throw new ObstacleException(Obstacle.IDENTITY,
					"is another object than the %s before it that has the id %s, too"
						.formatted(other.getClass().getName(), id));
		}
	}

	@SuppressWarnings("unchecked")
	private static Map<Identity, Object> written(SerializationContext context) {
		Map<Identity, Object> written = (Map<Identity, Object>) context.getAttribute(Identities.class);
		if (written == null) {
			written = new HashMap<>();
			context.setAttribute(Identities.class, written);
		}
		return written;
	}

	private static @Nullable Object get(Field field, Object value) {
		try {
			return field.get(value);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException("The field was made accessible", ex);
		}
	}

	private record Identity(Class<?> scope, Object id) {

	}

}
