package io.github.taggedcache.data.jpa.model;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import io.github.taggedcache.Tag;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import org.hibernate.Hibernate;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * The text of an id in a tag. An id of several columns gives its fields in the order of
 * their names, whatever order the mapping has them in.
 */
public final class IdText {

	private static final String NULL = "%0";

	private static final String EMPTY = "%-";

	private IdText() {
	}

	/**
	 * Returns the text of an id.
	 * @param id the id, or an entity that stands for its own id
	 * @return the parts, joined by {@code :}
	 */
	public static String of(Object id) {
		List<String> parts = new ArrayList<>(1);
		add(id, parts);
		return String.join(":", parts);
	}

	private static void add(@Nullable Object value, List<String> parts) {
		if (value == null) {
			parts.add(NULL);
		}
		else if (value instanceof byte[] bytes) {
			parts.add(HexFormat.of().formatHex(bytes));
		}
		else if (value instanceof HibernateProxy proxy) {
			add(proxy.getHibernateLazyInitializer().getIdentifier(), parts);
		}
		else if (isSimple(value)) {
			parts.add(text(value));
		}
		else {
			fields(Hibernate.getClassLazy(value))
				.forEach((field) -> add(ReflectionUtils.getField(field, value), parts));
		}
	}

	private static boolean isSimple(Object value) {
		return value instanceof CharSequence || value instanceof Number || value instanceof Boolean
				|| value instanceof Character || value instanceof UUID || value instanceof TemporalAccessor
				|| value instanceof Enum<?> || value.getClass().getName().startsWith("java.");
	}

	private static String text(Object value) {
		String text = (value instanceof Enum<?> constant) ? constant.name() : value.toString();
		return text.isEmpty() ? EMPTY : Tag.part(text);
	}

	/**
	 * The fields of an id, or those of an entity that have its id.
	 */
	private static List<Field> fields(Class<?> type) {
		List<Field> all = new ArrayList<>();
		ReflectionUtils.doWithFields(type, all::add,
				(field) -> !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())
						&& !field.isAnnotationPresent(Transient.class) && !field.isSynthetic());
		List<Field> ids = all.stream()
			.filter((field) -> field.isAnnotationPresent(Id.class) || field.isAnnotationPresent(EmbeddedId.class))
			.toList();
		if (ids.isEmpty() && type.isAnnotationPresent(Entity.class)) {
			throw new IllegalArgumentException(type.getName() + " has no field with @Id. Give the id in its place");
		}
		List<Field> used = new ArrayList<>(ids.isEmpty() ? all : ids);
		used.sort(Comparator.comparing(Field::getName));
		used.forEach(ReflectionUtils::makeAccessible);
		return used;
	}

}
