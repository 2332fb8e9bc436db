package io.github.taggedcache.json;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

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
		if (root instanceof Map) {
			return "Map";
		}
		return (root instanceof Collection) ? "Collection" : root.getClass().getSimpleName();
	}

	private static StringBuilder append(StringBuilder path, List<JacksonException.Reference> references) {
		for (JacksonException.Reference reference : references) {
			Object from = reference.from();
			if (reference.getPropertyName() == null) {
				path.append('[').append(reference.getIndex()).append(']');
			}
			else if (from instanceof Map || from instanceof Class<?> type && Map.class.isAssignableFrom(type)) {
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
		Class<?> type = (from instanceof Class<?> known) ? known : (from != null) ? from.getClass() : Object.class;
		return type.getName().startsWith(FORMS) && type.getEnclosingClass() != null
				&& type.getEnclosingClass().getSimpleName().endsWith("StandIns");
	}

	/**
	 * The first object that occurs twice on the way to where an exception left.
	 * @return the path from its first to its second occurrence, or null if there is none
	 */
	static @Nullable String cycle(JacksonException exception, Object root) {
		List<JacksonException.Reference> references = exception.getPath();
		Map<Object, Integer> seen = new IdentityHashMap<>();
		for (int i = 0; i < references.size(); i++) {
			Object from = references.get(i).from();
			Integer first = (from != null) ? seen.putIfAbsent(from, i) : null;
			if (first != null) {
				return append(new StringBuilder(nameOf(from)), references.subList(first, i)).toString();
			}
		}
		return null;
	}

}
