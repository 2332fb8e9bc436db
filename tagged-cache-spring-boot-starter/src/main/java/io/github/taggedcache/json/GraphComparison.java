package io.github.taggedcache.json;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.net.URL;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Compares a value with what came back of it, deeply and by fields, so that it also sees
 * what was never written. Classes of the platform are compared by {@code equals}, and
 * collections by their elements.
 * <p>
 * Each object is looked at once, which also ends cycles, and at most
 * {@value #MOST_OBJECTS} of them: that is enough to meet each class of a value.
 */
final class GraphComparison {

	static final int MOST_OBJECTS = 100_000;

	private static final int MOST_UNORDERED = 64;

	private final LazyValues lazyValues;

	private final boolean keysAreShown;

	private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

	private GraphComparison(LazyValues lazyValues, boolean keysAreShown) {
		this.lazyValues = lazyValues;
		this.keysAreShown = keysAreShown;
	}

	/**
	 * Compares two values.
	 * @param name what to begin paths with
	 * @return the first difference, or null if there is none
	 */
	static @Nullable Difference between(Object before, Object after, String name, LazyValues lazyValues) {
		return new GraphComparison(lazyValues, true).compare(before, after, name);
	}

	/**
	 * Where two values differ first.
	 * @param name what to begin paths with
	 * @return a path that holds no values: a star stands for keys of maps and elements of
	 * sets; null if the values do not differ
	 */
	static @Nullable String pathBetween(Object before, Object after, String name, LazyValues lazyValues) {
		Difference difference = new GraphComparison(lazyValues, false).compare(before, after, name);
		return (difference != null) ? difference.path() : null;
	}

	private @Nullable Difference compare(@Nullable Object first, @Nullable Object after, String path) {
		if (first == null || after == null) {
			return (first == after) ? null : lost(first, after, path);
		}
		Object before = this.lazyValues.resolve(first);
		if (before == after) {
			return null;
		}
		boolean isContainer = before instanceof Collection || before instanceof Map;
		boolean isNew = (!isContainer && isLeaf(before)) || (this.seen.size() < MOST_OBJECTS && this.seen.add(before));
		if (!isNew) {
			return null;
		}
		if (before instanceof Map<?, ?> map && after instanceof Map<?, ?> other) {
			return compareMaps(map, other, path);
		}
		if (before instanceof Collection<?> collection && after instanceof Collection<?> other
				&& isAlike(collection, other)) {
			return compareCollections(collection, other, path);
		}
		if (before instanceof Map.Entry<?, ?> entry && after instanceof Map.Entry<?, ?> other) {
			Difference ofKeys = compare(entry.getKey(), other.getKey(), path + ".key");
			return (ofKeys != null) ? ofKeys : compare(entry.getValue(), other.getValue(), path + ".value");
		}
		if (before.getClass() != after.getClass()) {
			return (before instanceof Enum<?> && before.equals(after)) ? null : new Difference(obstacleOf(before), path,
					before.getClass().getTypeName() + " becomes " + after.getClass().getTypeName());
		}
		if (before.getClass().isArray()) {
			return compareArrays(before, after, path);
		}
		return StoredClass.isOfPlatform(before.getClass()) ? comparePlatform(before, after, path)
				: compareFields(before, after, path);
	}

	private static boolean isLeaf(Object value) {
		return value instanceof String || value instanceof Number || value instanceof Boolean
				|| value instanceof Character || value instanceof Enum;
	}

	private static boolean isAlike(Collection<?> before, Collection<?> after) {
		return (before instanceof Set) == (after instanceof Set);
	}

	private static Obstacle obstacleOf(Object value) {
		for (Class<?> type : ClassUtils.getAllInterfacesForClass(value.getClass())) {
			if (type.isSealed()) {
				return Obstacle.SEALED;
			}
		}
		return Obstacle.SUBCLASS;
	}

	private static Difference lost(@Nullable Object before, @Nullable Object after, String path) {
		return new Difference(Obstacle.NOT_READ, path, describe(before) + " became " + describe(after));
	}

	private static String describe(@Nullable Object value) {
		if (value instanceof Collection<?> collection) {
			return collection.size() + " elements";
		}
		if (value instanceof Map<?, ?> map) {
			return map.size() + " entries";
		}
		return (value != null) ? "an object of " + value.getClass().getTypeName() : "null";
	}

	private @Nullable Difference compareCollections(Collection<?> before, Collection<?> after, String path) {
		if (before.size() != after.size()) {
			return lost(before, after, path);
		}
		boolean isOrdered = after instanceof List || after instanceof LinkedHashSet || after instanceof SortedSet;
		if (!isOrdered && after instanceof Set) {
			return compareUnordered(before, after, path);
		}
		Iterator<?> others = after.iterator();
		int index = 0;
		for (Object element : before) {
			Difference difference = compare(element, others.next(), path + "[" + index + "]");
			if (difference != null) {
				return difference;
			}
			index++;
		}
		return null;
	}

	/**
	 * Elements of a set without an order find each other by {@code equals}, or else by
	 * their fields.
	 */
	private @Nullable Difference compareUnordered(Collection<?> before, Collection<?> after, String path) {
		if (after.containsAll(before) || before.size() > MOST_UNORDERED) {
			return null;
		}
		for (Object element : before) {
			Difference closest = null;
			boolean isFound = false;
			for (Iterator<?> others = after.iterator(); others.hasNext() && !isFound;) {
				closest = new GraphComparison(this.lazyValues, this.keysAreShown).compare(element, others.next(),
						at(path, element));
				isFound = closest == null;
			}
			if (!isFound) {
				return closest;
			}
		}
		return null;
	}

	private String at(String path, @Nullable Object key) {
		return path + '[' + (this.keysAreShown ? key : "*") + ']';
	}

	private @Nullable Difference compareMaps(Map<?, ?> before, Map<?, ?> after, String path) {
		if (before.size() != after.size()) {
			return lost(before, after, path);
		}
		if (after instanceof LinkedHashMap || after instanceof SortedMap) {
			Difference ofKeys = compareCollections(new ArrayList<>(before.keySet()), new ArrayList<>(after.keySet()),
					path + ".keys");
			if (ofKeys != null) {
				return ofKeys;
			}
			Iterator<?> others = after.values().iterator();
			for (Map.Entry<?, ?> entry : before.entrySet()) {
				Difference difference = compare(entry.getValue(), others.next(), at(path, entry.getKey()));
				if (difference != null) {
					return difference;
				}
			}
			return null;
		}
		for (Map.Entry<?, ?> entry : before.entrySet()) {
			Difference difference = after.containsKey(entry.getKey())
					? compare(entry.getValue(), after.get(entry.getKey()), at(path, entry.getKey())) : null;
			if (difference != null) {
				return difference;
			}
		}
		return compareUnordered(before.keySet(), after.keySet(), path + ".keys");
	}

	private @Nullable Difference compareArrays(Object before, Object after, String path) {
		if (Array.getLength(before) != Array.getLength(after)) {
			return lost(before, after, path);
		}
		for (int i = 0; i < Array.getLength(before); i++) {
			Difference difference = compare(Array.get(before, i), Array.get(after, i), path + "[" + i + "]");
			if (difference != null) {
				return difference;
			}
		}
		return null;
	}

	private @Nullable Difference comparePlatform(Object before, Object after, String path) {
		if (before instanceof Optional<?> optional && after instanceof Optional<?> other) {
			return compare(optional.orElse(null), other.orElse(null), path);
		}
		if (before instanceof AtomicReference<?> reference && after instanceof AtomicReference<?> other) {
			return compare(reference.get(), other.get(), path);
		}
		boolean isEqual = hasEquals(before.getClass()) ? before.equals(after)
				: before.toString().equals(after.toString());
		return isEqual ? null
				: new Difference(Obstacle.NOT_READ, path, "%s became %s".formatted(text(before), text(after)));
	}

	/**
	 * Some classes of the platform have no {@code equals}, or one that asks a name
	 * server, but their text says all.
	 */
	private static boolean hasEquals(Class<?> type) {
		if (type == URL.class || type == Pattern.class) {
			return false;
		}
		try {
			return type.getMethod("equals", Object.class).getDeclaringClass() != Object.class;
		}
		catch (NoSuchMethodException ex) {
			return true;
		}
	}

	private static String text(Object value) {
		return (value instanceof Calendar calendar) ? calendar.toInstant() + " in " + calendar.getTimeZone().getID()
				: value.getClass().getSimpleName() + " " + value;
	}

	private @Nullable Difference compareFields(Object before, Object after, String path) {
		for (Field field : StoredClass.fields(before.getClass())) {
			if (!field.trySetAccessible()) {
				return before.equals(after) ? null : lost(before, after, path);
			}
			try {
				Difference difference = compare(field.get(before), field.get(after), path + "." + field.getName());
				if (difference != null) {
					return difference;
				}
			}
			catch (IllegalAccessException ex) {
				throw new IllegalStateException("The field was made accessible", ex);
			}
		}
		return null;
	}

}
