package io.github.taggedcache.json;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.PriorityBlockingQueue;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.std.StdContainerSerializer;

import org.springframework.util.LinkedCaseInsensitiveMap;

/**
 * Writes collections, maps and arrays of one declared type, if reading gives one that
 * behaves alike.
 * <p>
 * Behind an interface any implementation will do that follows the interface's contract; a
 * declared class has to be the class of the value.
 */
final class CheckedContainerSerializer extends StdContainerSerializer<Object> {

	/** Jackson makes one of the classes for each of the interfaces. */
	private static final Set<Class<?>> TRUSTED = Set.of(ArrayList.class, LinkedList.class, HashSet.class,
			LinkedHashSet.class, TreeSet.class, HashMap.class, LinkedHashMap.class, TreeMap.class, Iterable.class,
			Collection.class, List.class, Set.class, SortedSet.class, NavigableSet.class, Queue.class, Deque.class,
			Map.class, SortedMap.class, NavigableMap.class, ConcurrentMap.class, ConcurrentNavigableMap.class);

	/**
	 * Classes that add fields to a collection of the platform. The fields of a collection
	 * that somebody else wrote are its elements, as far as anybody can tell.
	 */
	private static final ClassValue<Boolean> WITH_MORE = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			Class<?> platform = type;
			while (!StoredClass.isOfPlatform(platform)) {
				platform = platform.getSuperclass();
			}
			return !Modifier.isAbstract(platform.getModifiers())
					&& (Collection.class.isAssignableFrom(platform) || Map.class.isAssignableFrom(platform))
					&& !StoredClass.fields(type).isEmpty();
		}

	};

	private final JavaType type;

	private final ValueSerializer<Object> writer;

	private final LazyValues lazyValues;

	private final boolean isOwnForm;

	private final boolean isOpen;

	private final boolean isSorted;

	private final VerifiedClasses verified;

	private final boolean isTrusted;

	CheckedContainerSerializer(JavaType type, ValueSerializer<Object> writer, LazyValues lazyValues,
			boolean isOwnForm) {
		this(type, writer, lazyValues, isOwnForm, new VerifiedClasses());
	}

	private CheckedContainerSerializer(JavaType type, ValueSerializer<Object> writer, LazyValues lazyValues,
			boolean isOwnForm, VerifiedClasses verified) {
		super(type.getRawClass());
		this.type = type;
		this.writer = writer;
		this.lazyValues = lazyValues;
		this.isOwnForm = isOwnForm;
		this.verified = verified;
		Class<?> declared = type.getRawClass();
		this.isOpen = !declared.isArray() && Modifier.isAbstract(declared.getModifiers());
		this.isSorted = !this.isOpen || SortedSet.class.isAssignableFrom(declared)
				|| SortedMap.class.isAssignableFrom(declared);
		this.isTrusted = declared.isArray() || TRUSTED.contains(declared);
	}

	@Override
	public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
		check(value, context);
		this.writer.serialize(value, generator, context);
	}

	@Override
	public void serializeWithType(Object value, JsonGenerator generator, SerializationContext context,
			TypeSerializer types) {
		check(value, context);
		this.writer.serializeWithType(value, generator, context, types);
	}

	private void check(Object value, SerializationContext context) {
		if (!this.lazyValues.isLoaded(value)) {
			throw new ObstacleException(Obstacle.LAZY, "is a lazy collection that is not loaded");
		}
		if (!this.isOpen && value.getClass() != this.type.getRawClass()) {
			throw ObstacleException.becomes(Obstacle.SUBCLASS, value.getClass(), this.type.getRawClass().getTypeName());
		}
		if (this.isOpen && WITH_MORE.get(value.getClass())) {
			throw new ObstacleException(Obstacle.COLLECTION,
					"the fields that %s adds to a collection would not come back"
						.formatted(value.getClass().getName()));
		}
		if (this.isOpen && isUnlikeItsInterface(value)) {
			throw ObstacleException.becomes(Obstacle.COLLECTION, value.getClass(),
					"a collection that finds or orders its elements in another way");
		}
		if (value instanceof Properties properties
				&& !properties.keySet().containsAll(properties.stringPropertyNames())) {
			throw new ObstacleException(Obstacle.COLLECTION, "has defaults, which would not come back");
		}
		Comparator<?> comparator = comparatorOf(value);
		if (comparator != null && !comparator.equals(Comparator.naturalOrder())
				&& (this.isSorted || !comparator.equals(Collections.reverseOrder()))) {
			throw new ObstacleException(Obstacle.COMPARATOR,
					"the comparator of the %s would not come back".formatted(value.getClass().getName()));
		}
		if (this.isOwnForm || (value instanceof Set<?> set && UnlikeEquality.mayShrink(set))
				|| (value instanceof Map<?, ?> map && UnlikeEquality.mayShrink(map.keySet()))) {
			Recorder.require(context);
		}
		if (!this.isTrusted) {
			this.verified.require(value.getClass(), context);
		}
	}

	private static boolean isUnlikeItsInterface(Object value) {
		return value instanceof IdentityHashMap || value instanceof LinkedCaseInsensitiveMap
				|| value instanceof PriorityQueue || value instanceof PriorityBlockingQueue;
	}

	private static @Nullable Comparator<?> comparatorOf(Object value) {
		if (value instanceof SortedSet<?> set) {
			return set.comparator();
		}
		if (value instanceof SortedMap<?, ?> map) {
			return map.comparator();
		}
		if (value instanceof PriorityQueue<?> queue) {
			return queue.comparator();
		}
		return (value instanceof PriorityBlockingQueue<?> queue) ? queue.comparator() : null;
	}

	@Override
	public void resolve(SerializationContext context) {
		this.writer.resolve(context);
	}

	@Override
	@SuppressWarnings("unchecked")
	public ValueSerializer<?> createContextual(SerializationContext context, @Nullable BeanProperty property) {
		return new CheckedContainerSerializer(this.type,
				(ValueSerializer<Object>) this.writer.createContextual(context, property), this.lazyValues,
				this.isOwnForm, this.verified.elsewhere());
	}

	@Override
	public JavaType getContentType() {
		return this.type.getContentType();
	}

	@Override
	public @Nullable ValueSerializer<?> getContentSerializer() {
		return (this.writer instanceof StdContainerSerializer<?> container) ? container.getContentSerializer() : null;
	}

	@Override
	public boolean isEmpty(SerializationContext context, Object value) {
		return this.writer.isEmpty(context, value);
	}

	@Override
	@SuppressWarnings("unchecked")
	public boolean hasSingleElement(Object value) {
		return this.writer instanceof StdContainerSerializer<?> container
				&& ((StdContainerSerializer<Object>) container).hasSingleElement(value);
	}

	@Override
	@SuppressWarnings("unchecked")
	protected StdContainerSerializer<?> _withValueTypeSerializer(TypeSerializer types) {
		return (this.writer instanceof StdContainerSerializer<?> container) ? new CheckedContainerSerializer(this.type,
				(ValueSerializer<Object>) (ValueSerializer<?>) container.withValueTypeSerializer(types),
				this.lazyValues, this.isOwnForm) : this;
	}

}
