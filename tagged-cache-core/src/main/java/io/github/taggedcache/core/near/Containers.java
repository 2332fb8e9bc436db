package io.github.taggedcache.core.near;

import java.lang.reflect.Array;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * The collections, maps and arrays that can be copied without their elements. The classes
 * are exactly those that decoding makes; a subclass may hold more than its elements.
 */
final class Containers {

	private static final Map<Class<?>, UnaryOperator<Object>> COPIES = Map.of(ArrayList.class,
			(list) -> new ArrayList<>((Collection<?>) list), ArrayDeque.class,
			(queue) -> new ArrayDeque<>((Collection<?>) queue), LinkedHashSet.class,
			(set) -> new LinkedHashSet<>((Collection<?>) set), HashSet.class,
			(set) -> new HashSet<>((Collection<?>) set), TreeSet.class, (set) -> new TreeSet<>((SortedSet<?>) set),
			LinkedHashMap.class, (map) -> new LinkedHashMap<>((Map<?, ?>) map), HashMap.class,
			(map) -> new HashMap<>((Map<?, ?>) map), TreeMap.class, (map) -> new TreeMap<>((SortedMap<?, ?>) map));

	private Containers() {
	}

	/**
	 * Where the elements of a container are.
	 * @return its parts, or null if the class is none that can be copied
	 */
	static @Nullable Parts elements(Class<?> type) {
		if (type.isArray()) {
			return type.getComponentType().isPrimitive() ? Parts.NONE
					: (value, test) -> Parts.ELEMENTS.allMatch(Arrays.asList((Object[]) value), test);
		}
		if (!COPIES.containsKey(type)) {
			return null;
		}
		return Map.class.isAssignableFrom(type) ? Parts.MAPPINGS : Parts.ELEMENTS;
	}

	static Object copy(Object value) {
		if (value.getClass().isArray()) {
			int length = Array.getLength(value);
			Object copy = Array.newInstance(value.getClass().getComponentType(), length);
			System.arraycopy(value, 0, copy, 0, length);
			return copy;
		}
		UnaryOperator<Object> copy = COPIES.get(value.getClass());
		if (copy == null) {
			throw new IllegalArgumentException("No copy of " + value.getClass());
		}
		return copy.apply(value);
	}

}
