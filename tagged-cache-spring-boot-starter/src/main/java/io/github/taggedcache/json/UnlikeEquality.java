package io.github.taggedcache.json;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sets, and sets of keys, that may have fewer elements after they were read: those that
 * tell elements apart by something that is not stored.
 */
final class UnlikeEquality {

	private static final Set<String> OF_EQUALS = Set.of(HashSet.class.getName(), LinkedHashSet.class.getName(),
			TreeSet.class.getName(), "java.util.RegularEnumSet", "java.util.JumboEnumSet",
			"java.util.ImmutableCollections$SetN", "java.util.ImmutableCollections$Set12", "java.util.HashMap$KeySet",
			"java.util.LinkedHashMap$LinkedKeySet", "java.util.TreeMap$KeySet", "java.util.Collections$EmptySet",
			"java.util.Collections$SingletonSet");

	/** Whether equality of two objects may depend on a field that is not stored. */
	private static final ClassValue<Boolean> BY_TRANSIENT = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			return hasTransient(type, new HashSet<>());
		}

	};

	private UnlikeEquality() {
	}

	static boolean mayShrink(Set<?> set) {
		if (set.size() < 2) {
			return false;
		}
		if (!OF_EQUALS.contains(set.getClass().getName()) && new HashSet<>(set).size() != set.size()) {
			return true;
		}
		for (Object element : set) {
			if (element != null && BY_TRANSIENT.get(element.getClass())) {
				return true;
			}
		}
		return false;
	}

	private static boolean hasTransient(Class<?> type, Set<Class<?>> seen) {
		if (type.isArray() || type.isEnum() || type.isPrimitive() || !seen.add(type)) {
			return false;
		}
		for (Class<?> current = type; current != null
				&& !StoredClass.isOfPlatform(current); current = current.getSuperclass()) {
			for (Field field : current.getDeclaredFields()) {
				int modifiers = field.getModifiers();
				if (!Modifier.isStatic(modifiers)
						&& (Modifier.isTransient(modifiers) || hasTransient(field.getType(), seen))) {
					return true;
				}
			}
		}
		return false;
	}

}
