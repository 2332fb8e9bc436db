package io.github.taggedcache.json;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.AnnotationIntrospector.ReferenceProperty;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.introspect.AnnotatedMember;

/**
 * The fields of a class that refer back to the object around it. They are not written:
 * reading sets them to the object that the value is found in. So that has to be the
 * object that they refer to.
 */
final class BackReferences {

	static final BackReferences NONE = new BackReferences(List.of());

	private final List<Field> fields;

	private BackReferences(List<Field> fields) {
		this.fields = fields;
	}

	static BackReferences of(BeanDescription.Supplier description) {
		List<Field> fields = description.get()
			.findProperties()
			.stream()
			.filter((property) -> isBack(property.findReferenceType()))
			.map((property) -> fieldOf(property.getAccessor()))
			.filter(Objects::nonNull)
			.toList();
		fields.forEach(Field::trySetAccessible);
		return fields.isEmpty() ? NONE : new BackReferences(fields);
	}

	private static boolean isBack(@Nullable ReferenceProperty reference) {
		return reference != null && reference.isBackReference();
	}

	private static @Nullable Field fieldOf(@Nullable AnnotatedMember member) {
		return (member != null && member.getAnnotated() instanceof Field field) ? field : null;
	}

	void check(Object value, JsonGenerator generator) {
		for (Field field : this.fields) {
			Object target = get(field, value);
			if (target != null && target != around(generator)) {
				ObstacleException exception = new ObstacleException(Obstacle.DETACHED,
						"refers to an object that the value is not a part of, and would become null");
				exception.prependPath(value, field.getName());
				throw exception;
			}
		}
	}

	private static @Nullable Object get(Field field, Object value) {
		try {
			return field.get(value);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException("The field was made accessible", ex);
		}
	}

	private static @Nullable Object around(JsonGenerator generator) {
		for (TokenStreamContext context = generator.streamWriteContext(); context != null; context = context
			.getParent()) {
			Object current = context.currentValue();
			if (context.inObject() && current != null && !(current instanceof Map) && !(current instanceof Collection)
					&& !Paths.isForm(current.getClass())) {
				return current;
			}
		}
		return null;
	}

}
