package io.github.taggedcache.json;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Names a place in a value by its properties, as in {@code Owner.pets[0].name}.
 */
final class Paths {

	private static final String FORMS = Paths.class.getPackageName() + ".";

	private Paths() {
	}

	/**
	 * The place at which an exception left, from the root's class on.
	 */
	static String of(JacksonException exception, Object root) {
		return append(new StringBuilder(nameOf(root)), exception.getPath()).toString();
	}

	static String nameOf(Object root) {
		for (Class<?> type : List.of(Map.class, List.class, Set.class, Collection.class)) {
			if (type.isInstance(root)) {
				return type.getSimpleName();
			}
		}
		Class<?> type = asWritten(root.getClass());
		return type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
	}

	/**
	 * The class that somebody wrote, of a class that Hibernate made for a proxy.
	 */
	static Class<?> asWritten(Class<?> type) {
		boolean isProxy = Stream.of(type.getInterfaces())
			.anyMatch((implemented) -> implemented.getName().equals("org.hibernate.proxy.HibernateProxy"));
		return (isProxy && type.getSuperclass() != Object.class) ? type.getSuperclass() : type;
	}

	private static StringBuilder append(StringBuilder path, List<JacksonException.Reference> references) {
		for (JacksonException.Reference reference : references) {
			Object from = reference.from();
			if (reference.getPropertyName() == null) {
				path.append('[').append(reference.getIndex()).append(']');
			}
			else if (from instanceof Map || (from instanceof Class<?> type && Map.class.isAssignableFrom(type))) {
				path.append('[').append(reference.getPropertyName()).append(']');
			}
			else if (!isForm(from)) {
				path.append('.').append(reference.getPropertyName());
			}
		}
		return path;
	}

	/**
	 * What stands in for an object is not what a reader of the message knows.
	 */
	private static boolean isForm(@Nullable Object from) {
		return isForm((from instanceof Class<?> known) ? known : (from != null) ? from.getClass() : Object.class);
	}

	/**
	 * Whether objects of a class only stand in for others.
	 */
	static boolean isForm(Class<?> type) {
		return type.getName().startsWith(FORMS) && type.getEnclosingClass() != null
				&& type.getEnclosingClass().getSimpleName().contains("StandIn");
	}

	/**
	 * Where an object occurs for the second time on the way to where an exception left.
	 * @return the path, or null if there is no cycle
	 */
	static @Nullable String cycle(JacksonException exception, Object root) {
		List<JacksonException.Reference> references = exception.getPath();
		Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		for (int i = 0; i < references.size(); i++) {
			Object from = references.get(i).from();
			if (from != null && !seen.add(from)) {
				return append(new StringBuilder(nameOf(root)), references.subList(0, i)).toString();
			}
		}
		return null;
	}

}
