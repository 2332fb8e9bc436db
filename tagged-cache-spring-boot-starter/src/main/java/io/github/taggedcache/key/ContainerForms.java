package io.github.taggedcache.key;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The forms of arrays, collections and maps. It is the kind that counts, not the class: a
 * linked list equals an array list.
 */
final class ContainerForms {

	private ContainerForms() {
	}

	static @Nullable KeyForm find(Class<?> type) {
		if (type.isArray()) {
			return type.getComponentType().isPrimitive() ? PrimitiveArrayForms.get(type.getComponentType())
					: ContainerForms::writeArray;
		}
		if (List.class.isAssignableFrom(type)) {
			return (value, writer) -> writeInOrder("[", (Collection<?>) value, writer);
		}
		if (Set.class.isAssignableFrom(type)) {
			return (value, writer) -> writeSet((Set<?>) value, writer);
		}
		if (Collection.class.isAssignableFrom(type)) {
			return (value, writer) -> writeInOrder("collection[", (Collection<?>) value, writer);
		}
		if (Map.class.isAssignableFrom(type)) {
			return (value, writer) -> writeMap((Map<?, ?>) value, writer);
		}
		return null;
	}

	private static void writeArray(Object value, KeyWriter writer) {
		writeInOrder("array[", Arrays.asList((@Nullable Object[]) value), writer);
	}

	private static void writeInOrder(String start, Collection<?> elements, KeyWriter writer) {
		writer.open(start);
		writer.values(elements);
		writer.close(']');
	}

	private static void writeSet(Set<?> set, KeyWriter writer) {
		writer.open("set[");
		List<String> elements = new ArrayList<>(set.size());
		int start = writer.raw().length();
		for (Object element : set) {
			writer.value(element);
			elements.add(writer.takeBack(start));
		}
		writeSorted(elements, writer);
	}

	private static void writeMap(Map<?, ?> map, KeyWriter writer) {
		writer.open("map[");
		List<String> entries = new ArrayList<>(map.size());
		int start = writer.raw().length();
		for (Map.Entry<?, ?> entry : map.entrySet()) {
			writer.value(entry.getKey());
			writer.raw().append('=');
			writer.value(entry.getValue());
			entries.add(writer.takeBack(start));
		}
		writeSorted(entries, writer);
	}

	private static void writeSorted(List<String> texts, KeyWriter writer) {
		Collections.sort(texts);
		writer.raw().append(String.join(",", texts));
		writer.close(']');
	}

}
