package io.github.taggedcache.batch;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a method returns for many ids.
 */
enum ResultShape {

	/** A map of the ids. */
	MAP,

	/** A list, or what a list is. */
	LIST,

	/** A set. */
	SET,

	/** An array of objects. */
	ARRAY;

	/**
	 * The shape of a return type.
	 * @return null if it is none of them
	 */
	static @Nullable ResultShape of(Class<?> type) {
		if (type.isArray()) {
			return type.getComponentType().isPrimitive() ? null : ARRAY;
		}
		if (Map.class.isAssignableFrom(type)) {
			return type.isAssignableFrom(LinkedHashMap.class) ? MAP : null;
		}
		if (!Iterable.class.isAssignableFrom(type)) {
			return null;
		}
		if (type.isAssignableFrom(ArrayList.class)) {
			return LIST;
		}
		return type.isAssignableFrom(LinkedHashSet.class) ? SET : null;
	}

	/**
	 * The elements of a result that is no map.
	 */
	static List<@Nullable Object> elements(Object result) {
		List<@Nullable Object> elements = new ArrayList<>();
		if (result instanceof Iterable<?> all) {
			all.forEach(elements::add);
			return elements;
		}
		int length = Array.getLength(result);
		for (int i = 0; i < length; i++) {
			elements.add(Array.get(result, i));
		}
		return elements;
	}

	/**
	 * A result of elements.
	 * @param type the return type
	 */
	Object of(List<@Nullable Object> elements, Class<?> type) {
		if (this == ARRAY) {
			Object array = Array.newInstance(type.getComponentType(), elements.size());
			for (int i = 0; i < elements.size(); i++) {
				Array.set(array, i, elements.get(i));
			}
			return array;
		}
		return (this == SET) ? new LinkedHashSet<>(elements) : elements;
	}

}
