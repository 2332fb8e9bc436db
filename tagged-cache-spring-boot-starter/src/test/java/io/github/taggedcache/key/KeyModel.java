package io.github.taggedcache.key;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.SimpleKey;

/**
 * What a key is made of, from which equal keys of different classes and orders are built.
 *
 * @param kind the kind
 * @param scalar the value, if the kind is a scalar
 * @param parts the parts, if the kind has any: of a map, its keys and values in turn
 */
record KeyModel(Kind kind, @Nullable Object scalar, List<KeyModel> parts) {

	enum Kind {

		SCALAR, LIST, SET, MAP, COLLECTION, ARRAY, LONGS, SIMPLE_KEY, PAIR, TWIN;

		private boolean isOrdered() {
			return this != SET && this != MAP;
		}

	}

	/**
	 * Tell whether two models are of the same key, without any text: the reference that
	 * the texts are tested against.
	 * @param other the other model
	 * @return whether they are
	 */
	boolean isSame(KeyModel other) {
		if (this.kind != other.kind || this.parts.size() != other.parts.size()
				|| !Objects.equals(widest(this.scalar), widest(other.scalar))) {
			return false;
		}
		return this.kind.isOrdered() ? isSameInOrder(this.parts, other.parts) : isSameInAnyOrder(other);
	}

	private static @Nullable Object widest(@Nullable Object scalar) {
		return (scalar instanceof Byte || scalar instanceof Short || scalar instanceof Integer
				|| scalar instanceof Long) ? BigInteger.valueOf(((Number) scalar).longValue()) : scalar;
	}

	private static boolean isSameInOrder(List<KeyModel> left, List<KeyModel> right) {
		for (int i = 0; i < left.size(); i++) {
			if (!left.get(i).isSame(right.get(i))) {
				return false;
			}
		}
		return true;
	}

	private boolean isSameInAnyOrder(KeyModel other) {
		List<List<KeyModel>> rest = new ArrayList<>(other.groups());
		for (List<KeyModel> group : groups()) {
			int match = 0;
			while (match < rest.size() && !isSameInOrder(group, rest.get(match))) {
				match++;
			}
			if (match == rest.size()) {
				return false;
			}
			rest.remove(match);
		}
		return true;
	}

	/**
	 * Return the elements, or the entries of a map.
	 * @return lists of one or two parts
	 */
	private List<List<KeyModel>> groups() {
		int size = (this.kind != Kind.MAP) ? 1 : 2;
		List<List<KeyModel>> groups = new ArrayList<>();
		for (int i = 0; i < this.parts.size(); i += size) {
			groups.add(this.parts.subList(i, i + size));
		}
		return groups;
	}

	/**
	 * Tell whether a set or map has no element or key twice.
	 * @return whether such a key can be built
	 */
	boolean isPossible() {
		List<List<KeyModel>> groups = groups();
		return this.kind.isOrdered() || groups.stream()
			.allMatch((one) -> groups.stream().filter((other) -> one.get(0).isSame(other.get(0))).count() == 1);
	}

	/**
	 * Build the key.
	 * @param random chooses classes and orders
	 * @return the key
	 */
	@Nullable Object build(Random random) {
		List<@Nullable Object> values = new ArrayList<>();
		List<List<KeyModel>> groups = groups();
		if (!this.kind.isOrdered()) {
			Collections.shuffle(groups, random);
		}
		groups.forEach((group) -> group.forEach((part) -> values.add(part.build(random))));
		return switch (this.kind) {
			case SCALAR -> this.scalar;
			case LIST ->
				random.nextBoolean() ? new CopyOnWriteArrayList<>(values) : Collections.unmodifiableList(values);
			case SET -> set(values, random);
			case MAP -> map(values, random);
			case COLLECTION -> Collections.unmodifiableCollection(values);
			case ARRAY -> values.toArray();
			case LONGS -> values.stream().mapToLong((value) -> (Long) Objects.requireNonNull(value)).toArray();
			case SIMPLE_KEY -> new SimpleKey(values.toArray());
			case PAIR -> new Pair(values.get(0), values.get(1));
			case TWIN -> new Twin(values.get(0), values.get(1));
		};
	}

	private static Set<@Nullable Object> set(List<@Nullable Object> values, Random random) {
		return random.nextBoolean() ? new HashSet<>(values) : new LinkedHashSet<>(values);
	}

	private static Map<@Nullable Object, @Nullable Object> map(List<@Nullable Object> values, Random random) {
		Map<@Nullable Object, @Nullable Object> map = random.nextBoolean() ? new HashMap<>() : new LinkedHashMap<>();
		for (int i = 0; i < values.size(); i += 2) {
			map.put(values.get(i), values.get(i + 1));
		}
		return map;
	}

	static KeyModel scalar(@Nullable Object scalar) {
		return new KeyModel(Kind.SCALAR, scalar, List.of());
	}

	static KeyModel of(Kind kind, KeyModel... parts) {
		return new KeyModel(kind, null, Arrays.asList(parts));
	}

	private record Pair(@Nullable Object first, @Nullable Object second) {

	}

	private record Twin(@Nullable Object first, @Nullable Object second) {

	}

}
