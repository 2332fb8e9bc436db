package io.github.taggedcache.json;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What can be said about a class before any of its objects is written.
 */
final class StoredClass {

	private StoredClass() {
	}

	/**
	 * Whether a class belongs to the platform, whose fields cannot be opened.
	 */
	static boolean isOfPlatform(Class<?> type) {
		String name = type.getName();
		return name.startsWith("java.") || name.startsWith("javax.") || name.startsWith("jdk.")
				|| name.startsWith("sun.") || name.startsWith("com.sun.");
	}

	/**
	 * The fields that make the state of an object: its own and inherited ones, but for
	 * static and transient ones, and those of classes of the platform.
	 */
	static List<Field> fields(Class<?> type) {
		List<Field> fields = new ArrayList<>();
		for (Class<?> current = type; current != null && !isOfPlatform(current); current = current.getSuperclass()) {
			for (Field field : current.getDeclaredFields()) {
				if (isState(field)) {
					fields.add(field);
				}
			}
		}
		return fields;
	}

	private static boolean isState(Field field) {
		return (field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0;
	}

	/**
	 * The reason for which no object of a class can be stored by its fields.
	 * @return what to throw, or null if there is none
	 */
	static @Nullable ObstacleException obstacle(Class<?> type) {
		if (isOfPlatform(type) && !Proxy.isProxyClass(type)) {
			return new ObstacleException(Obstacle.CLOSED_TYPE, type.getName() + " has no form in JSON");
		}
		if (isProjection(type)) {
			return new ObstacleException(Obstacle.PROJECTION,
					"a projection by %s is an object of a class that only this node has"
						.formatted(type.getInterfaces()[0].getName()));
		}
		if (type.isHidden() || Proxy.isProxyClass(type)) {
			return new ObstacleException(Obstacle.GENERATED_CLASS,
					type.getName() + " is a class that only this node has");
		}
		Map<String, Field> names = new HashMap<>();
		for (Field field : fields(type)) {
			if (field.isSynthetic() && (field.getName().startsWith("this$") || field.getName().startsWith("val$"))) {
				return new ObstacleException(Obstacle.INNER_CLASS,
						type.getName() + " is an inner class that belongs to an object around it");
			}
			Field other = names.put(field.getName(), field);
			if (other != null) {
				return new ObstacleException(Obstacle.SHADOWED_FIELD,
						"%s and its superclass %s both have a field %s".formatted(other.getDeclaringClass().getName(),
								field.getDeclaringClass().getName(), field.getName()));
			}
		}
		Class<?> platform = type;
		while (platform != null && !isOfPlatform(platform)) {
			platform = platform.getSuperclass();
		}
		if (platform != null && platform != Record.class && platform != Enum.class && hasState(platform)) {
			return new ObstacleException(Obstacle.CLOSED_TYPE,
					"%s extends %s, whose fields cannot be read".formatted(type.getName(), platform.getName()));
		}
		return null;
	}

	/**
	 * Whether Spring Data made a class for the interface that a query returns.
	 */
	private static boolean isProjection(Class<?> type) {
		return Proxy.isProxyClass(type) && Stream.of(type.getInterfaces())
			.anyMatch((implemented) -> implemented.getName().equals("org.springframework.data.projection.TargetAware"));
	}

	private static boolean hasState(Class<?> platform) {
		for (Class<?> current = platform; current != null; current = current.getSuperclass()) {
			for (Field field : current.getDeclaredFields()) {
				if (isState(field)) {
					return true;
				}
			}
		}
		return false;
	}

}
