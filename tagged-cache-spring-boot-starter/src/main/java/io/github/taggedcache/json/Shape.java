package io.github.taggedcache.json;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.type.TypeFactory;

/**
 * The runtime classes that a value is made of: its own, and those of the elements of
 * collections, maps, arrays and optionals, some levels deep. The elements of one level
 * make one shape, so its size is the number of classes and not of elements. Properties of
 * objects are not looked at.
 * <p>
 * Collections count by what their users can rely on: the declared JDK interface, or else
 * the JDK interface that they implement. Not changed any more once it is made.
 */
final class Shape {

	private static final int MAX_DEPTH = 4;

	private static final List<Class<?>> INTERFACES = List.of(SortedMap.class, Map.class, List.class, SortedSet.class,
			Set.class, Queue.class);

	private final Set<Object> classes = new HashSet<>(4);

	private @Nullable Shape keys;

	private @Nullable Shape elements;

	private Shape() {
	}

	static Shape of(Object value, JavaType declared) {
		Shape shape = new Shape();
		shape.add(value, declared, MAX_DEPTH);
		return shape;
	}

	private void add(Object value, JavaType declared, int depth) {
		this.classes.add(classOf(value, declared));
		if (depth > 0) {
			addContent(value, declared, depth - 1);
		}
	}

	private void addContent(Object value, JavaType declared, int depth) {
		if (value instanceof Map<?, ?> map && !map.isEmpty()) {
			this.keys = addAll(this.keys, map.keySet(), known(declared.getKeyType()), depth);
			this.elements = addAll(this.elements, map.values(), contentOf(declared), depth);
		}
		else if (value instanceof Collection<?> collection && !collection.isEmpty()) {
			this.elements = addAll(this.elements, collection, contentOf(declared), depth);
		}
		else if (value instanceof Object[] array && array.length > 0) {
			this.elements = addAll(this.elements, Arrays.asList(array), contentOf(declared), depth);
		}
		else if (value instanceof Optional<?> optional && optional.isPresent()) {
			this.elements = addAll(this.elements, List.of(optional.get()), contentOf(declared), depth);
		}
	}

	/**
	 * Runs over all elements on each store, since each may be the first of its class.
	 * Those of a class that was met before cost a look-up.
	 */
	private static Shape addAll(@Nullable Shape known, Collection<?> elements, JavaType declared, int depth) {
		Shape shape = (known != null) ? known : new Shape();
		Set<Class<?>> decided = new HashSet<>(4);
		for (Object element : elements) {
			if (element == null || decided.contains(element.getClass())) {
				continue;
			}
			shape.add(element, declared, depth);
			if (isDecidedByClass(element, declared)) {
				decided.add(element.getClass());
			}
		}
		return shape;
	}

	private static boolean isDecidedByClass(Object value, JavaType declared) {
		return !hasContent(value) && (value.getClass() == declared.getRawClass() || !(value instanceof Number));
	}

	private static boolean hasContent(Object value) {
		return value instanceof Collection || value instanceof Map || value instanceof Object[]
				|| value instanceof Optional;
	}

	private static Object classOf(Object value, JavaType declared) {
		if (value instanceof Collection || value instanceof Map) {
			return collectionClass(value, declared.getRawClass());
		}
		if (value instanceof Number number && value.getClass() != declared.getRawClass()) {
			return NumberClass.of(number);
		}
		return value.getClass();
	}

	private static Class<?> collectionClass(Object value, Class<?> declared) {
		if (declared.isInterface() && isOfJdk(declared)
				&& (Iterable.class.isAssignableFrom(declared) || Map.class.isAssignableFrom(declared))) {
			return declared;
		}
		if (!isOfJdk(value.getClass())) {
			return value.getClass();
		}
		// A bare collection, like the values of a map, comes back as a list
		return INTERFACES.stream().filter((type) -> type.isInstance(value)).findFirst().orElse(List.class);
	}

	private static boolean isOfJdk(Class<?> type) {
		return type.getName().startsWith("java.");
	}

	private static JavaType contentOf(JavaType declared) {
		JavaType content = declared.getContentType();
		return (content == null && declared.hasRawClass(Iterable.class)) ? declared.containedTypeOrUnknown(0)
				: known(content);
	}

	private static JavaType known(@Nullable JavaType type) {
		return (type != null) ? type : TypeFactory.unknownType();
	}

	/**
	 * Compares with what came back.
	 * @return what became what, or null if nothing changed
	 */
	@Nullable String difference(Shape back) {
		if (!this.classes.equals(back.classes)) {
			return names(this.classes, back.classes) + " becomes " + names(back.classes, this.classes);
		}
		String ofKeys = difference("a key: ", this.keys, back.keys);
		return (ofKeys != null) ? ofKeys : difference("an element: ", this.elements, back.elements);
	}

	private static @Nullable String difference(String where, @Nullable Shape before, @Nullable Shape back) {
		if (before == null && back == null) {
			return null;
		}
		String difference = ((before != null) ? before : new Shape()).difference((back != null) ? back : new Shape());
		return (difference != null) ? where + difference : null;
	}

	private static String names(Set<Object> classes, Set<Object> others) {
		String names = classes.stream()
			.filter((type) -> !others.contains(type))
			.map((type) -> (type instanceof Class<?> known) ? known.getTypeName() : type.toString())
			.sorted()
			.collect(Collectors.joining(", "));
		return names.isEmpty() ? "nothing" : names;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Shape that && this.classes.equals(that.classes) && Objects.equals(this.keys, that.keys)
				&& Objects.equals(this.elements, that.elements);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.classes, this.keys, this.elements);
	}

}
