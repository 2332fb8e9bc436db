package io.github.taggedcache.petclinic;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

import org.hibernate.Hibernate;

/**
 * All that a value consists of, as text: each field of each object, by reflection, with
 * the classes of all of them. Two values with one picture are equal field by field, and
 * two pictures show where values differ.
 * <p>
 * A collection is a list, a set or a map, with its elements in their order. Proxies and
 * collections of Hibernate count as what they stand for.
 */
final class Picture {

	private final StringBuilder text = new StringBuilder();

	private final IdentityHashMap<Object, String> above = new IdentityHashMap<>();

	private Picture() {
	}

	static String of(Object value) {
		Picture picture = new Picture();
		picture.draw("value", value);
		return picture.text.toString();
	}

	private void draw(String path, Object value) {
		if (!Hibernate.isInitialized(value)) {
			line(path, "not loaded");
			return;
		}
		Object object = Hibernate.unproxy(value);
		if (object == null) {
			line(path, "null");
			return;
		}
		String cycle = this.above.putIfAbsent(object, path);
		if (cycle != null) {
			line(path, "again " + cycle);
			return;
		}
		drawObject(path, object);
		this.above.remove(object);
	}

	private void drawObject(String path, Object object) {
		if (object instanceof Map<?, ?> map) {
			line(path, ((map instanceof SortedMap) ? "sorted map of " : "map of ") + map.size());
			map.forEach((key, value) -> draw(path + "[" + key + "]", value));
		}
		else if (object instanceof Collection<?> collection) {
			drawElements(path, kindOf(collection), collection);
		}
		else if (object instanceof Object[] array) {
			drawElements(path, array.getClass().getSimpleName(), Arrays.asList(array));
		}
		else if (object instanceof Optional<?> optional) {
			line(path, "optional");
			draw(path + ".content", optional.orElse(null));
		}
		else if (object instanceof Enum<?> || object.getClass().getName().startsWith("java.")) {
			line(path, object.getClass().getName() + " " + object);
		}
		else {
			line(path, object.getClass().getName());
			drawFields(path, object, object.getClass());
		}
	}

	private static String kindOf(Collection<?> collection) {
		if (collection instanceof SortedSet<?> sorted) {
			return "set sorted by " + ((sorted.comparator() != null) ? sorted.comparator() : "nature");
		}
		return (collection instanceof Set) ? "set" : "list";
	}

	private void drawElements(String path, String kind, Collection<?> elements) {
		line(path, kind + " of " + elements.size());
		int i = 0;
		for (Object element : elements) {
			draw(path + "[" + i++ + "]", element);
		}
	}

	private void drawFields(String path, Object object, Class<?> type) {
		if (type.getSuperclass() != null) {
			drawFields(path, object, type.getSuperclass());
		}
		for (Field field : type.getDeclaredFields()) {
			if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
				draw(path + "." + field.getName(), read(field, object));
			}
		}
	}

	private static Object read(Field field, Object object) {
		try {
			field.setAccessible(true);
			return field.get(object);
		}
		catch (IllegalAccessException ex) {
			throw new AssertionError("Cannot look at " + field, ex);
		}
	}

	private void line(String path, String value) {
		this.text.append(path).append(" = ").append(value).append('\n');
	}

}
