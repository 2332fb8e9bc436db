package io.github.taggedcache.data.jpa.graph;

import java.lang.reflect.RecordComponent;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import jakarta.persistence.Tuple;
import org.jspecify.annotations.Nullable;

import org.springframework.data.util.Streamable;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The objects that are searched because they hold others: collections, maps, arrays,
 * optionals, tuples, pages and records.
 */
final class Containers {

	private static final boolean SPRING_DATA = ClassUtils.isPresent("org.springframework.data.util.Streamable",
			Containers.class.getClassLoader());

	private Containers() {
	}

	/**
	 * Returns whether an object surely holds no other one.
	 */
	static boolean isLeaf(Object object) {
		return object instanceof CharSequence || object instanceof Number || object instanceof Boolean
				|| object instanceof Enum<?> || object instanceof Temporal || object instanceof UUID
				|| object instanceof Character || object instanceof Class<?>;
	}

	/**
	 * Hands over what a container holds.
	 * @return false if the object is no container
	 */
	static boolean open(Object object, Consumer<@Nullable Object> content) {
		if (object instanceof Collection<?> elements) {
			elements.forEach(content);
		}
		else if (object instanceof Map<?, ?> map) {
			map.forEach((key, value) -> {
				content.accept(key);
				content.accept(value);
			});
		}
		else if (object instanceof Object[] array) {
			for (Object element : array) {
				content.accept(element);
			}
		}
		else if (object instanceof Record) {
			open(object, object.getClass().getRecordComponents(), content);
		}
		else if (object instanceof Optional<?> optional) {
			optional.ifPresent(content);
		}
		else if (object instanceof Map.Entry<?, ?> entry) {
			content.accept(entry.getKey());
			content.accept(entry.getValue());
		}
		else if (object instanceof Tuple tuple) {
			open(tuple.toArray(), content);
		}
		else {
			return SPRING_DATA && SpringData.open(object, content);
		}
		return true;
	}

	private static void open(Object owner, RecordComponent[] components, Consumer<@Nullable Object> content) {
		for (RecordComponent component : components) {
			if (!component.getType().isPrimitive()) {
				ReflectionUtils.makeAccessible(component.getAccessor());
				content.accept(ReflectionUtils.invokeMethod(component.getAccessor(), owner));
			}
		}
	}

	/**
	 * Not touched where Spring Data is missing.
	 */
	private static final class SpringData {

		private static boolean open(Object object, Consumer<@Nullable Object> content) {
			if (object instanceof Streamable<?> elements) {
				elements.forEach(content);
				return true;
			}
			return false;
		}

	}

}
