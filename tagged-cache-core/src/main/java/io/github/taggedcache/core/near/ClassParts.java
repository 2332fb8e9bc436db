package io.github.taggedcache.core.near;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Finds out which {@link Parts} of a class's values decide whether these can be changed.
 * <p>
 * Classes of the Java platform are known by a list; all others of the platform count as
 * mutable. Classes of the application, records among them, are judged by their instance
 * fields, those of their superclasses included: each must be final. If a field's declared
 * type leaves nothing to decide, the field is no part. A transient field makes a class
 * mutable: its content is not in the stored bytes, so that only a decoded value shows
 * what other nodes see. So does the absence of fields: a native image may hide them.
 */
final class ClassParts {

	private static final Set<Class<?>> IMMUTABLE = Set.of(String.class, Boolean.class, Character.class, Byte.class,
			Short.class, Integer.class, Long.class, Float.class, Double.class, BigInteger.class, BigDecimal.class,
			UUID.class, URI.class, Locale.class, Currency.class, Class.class, Pattern.class, ZoneId.class,
			OptionalInt.class, OptionalLong.class, OptionalDouble.class);

	private static final Set<String> IMMUTABLE_PACKAGES = Set.of("java.time", "java.time.chrono");

	private static final List<String> UNMODIFIABLE = List.of("java.util.ImmutableCollections$",
			"java.util.Collections$Unmodifiable", "java.util.Collections$Singleton", "java.util.Collections$Empty");

	private ClassParts() {
	}

	static Parts of(Class<?> type) {
		return of(type, new HashSet<>());
	}

	/**
	 * A class that is met again inside itself is left to the value: whether the class is
	 * immutable is just being found out.
	 */
	private static Parts of(Class<?> type, Set<Class<?>> path) {
		if (isImmutable(type)) {
			return Parts.NONE;
		}
		if (isOfPlatform(type)) {
			return ofPlatform(type);
		}
		if (type.isArray() || type.isInterface() || !path.add(type)) {
			return Parts.MUTABLE;
		}
		Parts parts = ofFields(type, path);
		path.remove(type);
		return parts;
	}

	private static boolean isImmutable(Class<?> type) {
		return type.isPrimitive() || IMMUTABLE.contains(type) || Enum.class.isAssignableFrom(type)
				|| (Modifier.isFinal(type.getModifiers()) && IMMUTABLE_PACKAGES.contains(type.getPackageName())
						&& isOfPlatform(type));
	}

	private static boolean isOfPlatform(Class<?> type) {
		ClassLoader loader = type.getClassLoader();
		return loader == null || loader == ClassLoader.getPlatformClassLoader();
	}

	private static Parts ofPlatform(Class<?> type) {
		if (type == Optional.class) {
			return Parts.CONTENT;
		}
		if (UNMODIFIABLE.stream().anyMatch(type.getName()::startsWith)) {
			if (Collection.class.isAssignableFrom(type)) {
				return Parts.ELEMENTS;
			}
			return Map.class.isAssignableFrom(type) ? Parts.MAPPINGS : Parts.MUTABLE;
		}
		return Parts.MUTABLE;
	}

	private static Parts ofFields(Class<?> type, Set<Class<?>> path) {
		boolean hasFields = false;
		List<Field> parts = new ArrayList<>();
		for (Class<?> declaring = type; declaring != null
				&& !isRoot(declaring); declaring = declaring.getSuperclass()) {
			if (isOfPlatform(declaring)) {
				return Parts.MUTABLE;
			}
			for (Field field : declaring.getDeclaredFields()) {
				if (Modifier.isStatic(field.getModifiers())) {
					continue;
				}
				if (!Modifier.isFinal(field.getModifiers()) || Modifier.isTransient(field.getModifiers())) {
					return Parts.MUTABLE;
				}
				hasFields = true;
				if (isPart(field.getType(), path)) {
					parts.add(field);
				}
			}
		}
		if (!hasFields || !parts.stream().allMatch(Field::trySetAccessible)) {
			return Parts.MUTABLE;
		}
		return parts.isEmpty() ? Parts.NONE : (value, test) -> allMatch(parts, value, test);
	}

	private static boolean isRoot(Class<?> type) {
		return type == Object.class || type == Record.class;
	}

	private static boolean isPart(Class<?> declared, Set<Class<?>> path) {
		if (isImmutable(declared)) {
			return false;
		}
		return !Modifier.isFinal(declared.getModifiers()) || of(declared, path) != Parts.NONE;
	}

	private static boolean allMatch(List<Field> parts, Object value, Predicate<@Nullable Object> test) {
		for (Field part : parts) {
			try {
				if (!test.test(part.get(value))) {
					return false;
				}
			}
			catch (IllegalAccessException ex) {
				return false;
			}
		}
		return true;
	}

}
