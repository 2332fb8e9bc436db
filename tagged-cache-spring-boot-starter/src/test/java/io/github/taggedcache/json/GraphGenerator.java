package io.github.taggedcache.json;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.github.taggedcache.json.Models.Animal;
import io.github.taggedcache.json.Models.Card;
import io.github.taggedcache.json.Models.Cash;
import io.github.taggedcache.json.Models.Cheque;
import io.github.taggedcache.json.Models.Derived;
import io.github.taggedcache.json.Models.Dog;
import io.github.taggedcache.json.Models.Holder;
import io.github.taggedcache.json.Models.Level;
import io.github.taggedcache.json.Models.Pair;
import io.github.taggedcache.json.Models.Payment;
import io.github.taggedcache.json.Models.Point;
import io.github.taggedcache.json.Models.Truck;
import io.github.taggedcache.json.Models.Vehicle;
import io.github.taggedcache.type.ArrayValueType;
import io.github.taggedcache.type.ParameterizedValueType;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

/**
 * Makes random types, and random values of a type: most of them can be stored, some have
 * something in them that cannot. The same seed makes the same types and values.
 */
@SuppressWarnings("JavaUtilDate")
final class GraphGenerator {

	private static final List<Class<?>> NAMES = List.of(String.class, Integer.class, Long.class, Level.class,
			UUID.class);

	private static final List<Class<?>> KEYS = List.of(String.class, Integer.class, Long.class, Level.class,
			LocalDate.class, Double.class, Timestamp.class, Cash.class, Object.class);

	private static final List<Class<?>> CONTAINERS = List.of(List.class, Set.class, Collection.class, Iterable.class,
			Optional.class, AtomicReference.class, Holder.class, Derived.class, Page.class);

	private final Map<Type, Supplier<@Nullable Object>> leaves = new LinkedHashMap<>();

	private final Random random;

	GraphGenerator(long seed) {
		this.random = new Random(seed);
		leaves();
		classes();
	}

	private void leaves() {
		this.leaves.put(String.class, this::text);
		this.leaves.put(Integer.class, this.random::nextInt);
		this.leaves.put(Long.class, () -> this.random.nextLong() >> this.random.nextInt(64));
		this.leaves.put(Double.class, () -> oneOf(0.1, -0.0, Double.NaN, this.random.nextGaussian()));
		this.leaves.put(Float.class, this.random::nextFloat);
		this.leaves.put(Boolean.class, this.random::nextBoolean);
		this.leaves.put(Character.class, () -> (char) ('a' + this.random.nextInt(26)));
		this.leaves.put(BigDecimal.class,
				() -> new BigDecimal(new BigInteger(80, this.random), this.random.nextInt(20) - 10));
		this.leaves.put(BigInteger.class, () -> new BigInteger(100, this.random));
		this.leaves.put(UUID.class, () -> new UUID(this.random.nextLong(), this.random.nextLong()));
		this.leaves.put(Instant.class,
				() -> Instant.ofEpochSecond(this.random.nextInt(), this.random.nextInt(1_000_000_000)));
		this.leaves.put(LocalDate.class, () -> LocalDate.ofEpochDay(this.random.nextInt(100_000)));
		this.leaves.put(ZonedDateTime.class, () -> Instant.ofEpochSecond(this.random.nextInt())
			.atZone(ZoneId.of(oneOf("Europe/Berlin", "UTC", "+02:00"))));
		this.leaves.put(Timestamp.class, this::timestamp);
		this.leaves.put(Date.class, () -> this.random.nextBoolean() ? timestamp() : new Date(this.random.nextInt()));
		this.leaves.put(Locale.class, () -> oneOf(Locale.GERMANY, Locale.ROOT, Locale.forLanguageTag("sr-Latn-RS")));
		this.leaves.put(Level.class, () -> oneOf(Level.LOW, Level.HIGH));
		this.leaves.put(byte[].class, () -> new BigInteger(64, this.random).toByteArray());
		this.leaves.put(int[].class, () -> this.random.ints(this.random.nextInt(3)).toArray());
	}

	private void classes() {
		this.leaves.put(Object.class, () -> untyped(2));
		this.leaves.put(Number.class, () -> oneOf(this.random.nextInt(), 1.5, Long.MAX_VALUE, isOdd() ? 1L : 1));
		this.leaves.put(Point.class, () -> new Point(this.random.nextInt(), 0, text()));
		this.leaves.put(Cash.class, () -> new Cash(BigDecimal.valueOf(this.random.nextInt(1_000), 2)));
		this.leaves.put(Payment.class, () -> isOdd() ? new Cheque(text())
				: this.random.nextBoolean() ? new Card(text()) : new Cash(BigDecimal.ONE));
		this.leaves.put(Vehicle.class, () -> isOdd() ? new Truck() : new Vehicle());
		this.leaves.put(Animal.class, () -> isOdd() ? new Dog(text()) : null);
		this.leaves.put(Models.Entity.class, () -> Models.Entity.of(this.random.nextLong(), text(), text()));
		this.leaves.put(Models.Garage.class, this::garage);
		this.leaves.put(Models.Node.class, () -> node(3));
		this.leaves.put(Models.Owner.class, this::owner);
		this.leaves.put(Models.Email.class, () -> new Models.Email("ada@example" + this.random.nextInt() + ".org"));
		this.leaves.put(Models.Sorted.class,
				() -> Models.Sorted.of(isOdd() ? String.CASE_INSENSITIVE_ORDER : Comparator.naturalOrder()));
		this.leaves.put(Models.Shadowing.class, () -> isOdd() ? new Models.Shadowing() : null);
	}

	Type type(int depth) {
		int choice = this.random.nextInt(10);
		if (depth == 0 || choice < 3) {
			return oneOf(this.leaves.keySet().toArray(Type[]::new));
		}
		return switch (choice) {
			case 3 ->
				new ParameterizedValueType(Map.class, List.of(oneOf(NAMES.toArray(Type[]::new)), type(depth - 1)));
			case 4 -> new ParameterizedValueType(Map.class, List.of(oneOf(KEYS.toArray(Type[]::new)), type(depth - 1)));
			case 5 -> new ParameterizedValueType(Pair.class, List.of(type(depth - 1), type(depth - 1)));
			case 6 -> array(type(depth - 1));
			case 7 ->
				new ParameterizedValueType(oneOf(SortedSet.class, Set.class), List.of(oneOf(String.class, Long.class)));
			case 8 -> new ParameterizedValueType(SortedMap.class, List.of(String.class, type(depth - 1)));
			default -> new ParameterizedValueType(oneOf(CONTAINERS.toArray(Class<?>[]::new)), List.of(type(depth - 1)));
		};
	}

	private static Type array(Type component) {
		return (component instanceof Class<?> raw) ? raw.arrayType() : new ArrayValueType(component);
	}

	@Nullable Object value(Type type) {
		return (this.random.nextInt(12) == 0) ? null : present(type);
	}

	Object present(Type type) {
		Supplier<@Nullable Object> leaf = this.leaves.get(type);
		if (leaf != null) {
			for (Object value = leaf.get();; value = leaf.get()) {
				if (value != null) {
					return value;
				}
			}
		}
		if (type instanceof GenericArrayType array) {
			return array(array.getGenericComponentType(),
					ResolvableType.forType(array.getGenericComponentType()).toClass());
		}
		if (type instanceof Class<?> raw) {
			return array(raw.getComponentType(), raw.getComponentType());
		}
		ParameterizedType generic = (ParameterizedType) type;
		return container((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
	}

	private Object array(Type component, Class<?> raw) {
		List<@Nullable Object> elements = list(component);
		Object array = Array.newInstance(raw, elements.size());
		for (int i = 0; i < elements.size(); i++) {
			Array.set(array, i, elements.get(i));
		}
		return array;
	}

	private Object container(Class<?> raw, Type[] arguments) {
		Type content = arguments[arguments.length - 1];
		return switch (raw.getSimpleName()) {
			case "List" -> list(content);
			case "Set" -> this.random.nextBoolean() ? new LinkedHashSet<>(list(content)) : Set.of(present(content));
			case "Collection", "Iterable" ->
				this.random.nextBoolean() ? list(content) : new LinkedHashSet<>(list(content));
			case "Optional" -> Optional.ofNullable(value(content));
			case "AtomicReference" -> new AtomicReference<>(value(content));
			case "Holder" -> new Holder<>(value(content));
			case "Derived" -> new Derived<>(text(), this.random.nextInt(), value(content));
			case "Pair" -> new Pair<>(value(arguments[0]), value(arguments[1]));
			case "Page" -> new PageImpl<>(list(content), PageRequest.of(1, 5, Sort.by("name" + text())), 100);
			case "SortedSet" -> sorted(content);
			case "SortedMap" -> new TreeMap<>(map(String.class, content, new HashMap<>()));
			default -> map(arguments[0], content, new LinkedHashMap<>());
		};
	}

	private SortedSet<Object> sorted(Type content) {
		SortedSet<Object> set = new TreeSet<>(isOdd() ? Comparator.comparing(Object::toString) : null);
		for (int i = this.random.nextInt(3); i > 0; i--) {
			set.add(present(content));
		}
		return set;
	}

	private Map<Object, @Nullable Object> map(Type key, Type content, Map<Object, @Nullable Object> map) {
		for (int i = this.random.nextInt(3); i > 0; i--) {
			map.put(present(key), value(content));
		}
		return map;
	}

	private List<@Nullable Object> list(Type content) {
		List<@Nullable Object> list = new ArrayList<>();
		for (int i = this.random.nextInt(3); i > 0; i--) {
			list.add(value(content));
		}
		return list;
	}

	private Object untyped(int depth) {
		return switch (this.random.nextInt((depth > 0) ? 6 : 4)) {
			case 0 -> text();
			case 1 -> this.random.nextInt();
			case 2 -> this.random.nextGaussian();
			case 3 -> isOdd() ? new Cash(BigDecimal.ONE) : true;
			case 4 -> new ArrayList<>(List.of(untyped(depth - 1), isOdd() ? 1L : 1));
			default -> new LinkedHashMap<>(Map.of(isOdd() ? 1 : "a", untyped(depth - 1)));
		};
	}

	private Models.Garage garage() {
		Models.Garage garage = new Models.Garage();
		garage.vehicles.add(isOdd() ? new Truck() : new Vehicle());
		garage.best = this.random.nextBoolean() ? new Vehicle() : null;
		garage.anything = this.random.nextBoolean() ? untyped(1) : null;
		garage.number = isOdd() ? 1L : this.random.nextInt();
		return garage;
	}

	private Models.Node node(int depth) {
		Models.Node node = new Models.Node(text());
		if (depth > 0) {
			node.next = this.random.nextBoolean() ? node(depth - 1) : null;
			for (int i = this.random.nextInt(3); i > 0; i--) {
				node.children.add(node(depth - 1));
			}
			if (isOdd()) {
				node.children.add(node);
			}
		}
		return node;
	}

	private Models.Owner owner() {
		Models.Owner owner = new Models.Owner(text());
		owner.add(text());
		if (isOdd()) {
			owner.add(text()).leaveFor(new Models.Owner("another"));
		}
		return owner;
	}

	private Timestamp timestamp() {
		Timestamp timestamp = new Timestamp(this.random.nextInt() * 1_000L);
		timestamp.setNanos(this.random.nextInt(1_000_000_000));
		return timestamp;
	}

	private String text() {
		return oneOf("", "null", "\u20ac\"\\", "text" + this.random.nextInt());
	}

	/**
	 * Now and then something is odd: it cannot be stored.
	 */
	private boolean isOdd() {
		return this.random.nextInt(25) == 0;
	}

	@SafeVarargs
	private <T> T oneOf(T... choices) {
		return choices[this.random.nextInt(choices.length)];
	}

}
