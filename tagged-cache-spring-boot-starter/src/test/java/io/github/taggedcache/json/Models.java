package io.github.taggedcache.json;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonBackReference;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.JsonManagedReference;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonPOJOBuilder;

/**
 * Classes in the ways in which applications write them.
 */
@SuppressWarnings({ "UnusedVariable", "StringSplitter" })
final class Models {

	private Models() {
	}

	static Inner inner() {
		return new Models().new Inner();
	}

	record Holder<T>(@Nullable T value) {

	}

	record Pair<A, B>(@Nullable A first, @Nullable B second) {

	}

	record WithOptional(Optional<String> text, Optional<Optional<String>> nested, Instant time) {

	}

	/** A class of immutable fields, as Lombok's {@code @Value} makes it. */
	static final class Point {

		private final int x;

		private final int y;

		private final String label;

		Point(int x, int y, String label) {
			this.x = x;
			this.y = y;
			this.label = label;
		}

		double getDistance() {
			return Math.hypot(this.x, this.y);
		}

		String getLabel() {
			return "<" + this.label + ">";
		}

	}

	static class Base {

		private String name;

		protected final int size;

		Base(String name, int size) {
			this.name = name;
			this.size = size;
		}

	}

	static class Derived<T> extends Base {

		private final T content;

		Derived(String name, int size, T content) {
			super(name, size);
			this.content = content;
		}

	}

	static class Entity {

		private @Nullable Long id;

		private List<String> names = new ArrayList<>();

		private transient String cached = "cached";

		protected Entity() {
		}

		static Entity of(long id, String... names) {
			Entity entity = new Entity();
			entity.id = id;
			entity.names.addAll(Arrays.asList(names));
			return entity;
		}

	}

	@JsonDeserialize(builder = Built.Builder.class)
	static final class Built {

		private final String name;

		private final int age;

		private Built(Builder builder) {
			this.name = builder.theName;
			this.age = builder.theAge;
		}

		@JsonPOJOBuilder(withPrefix = "")
		static final class Builder {

			private String theName = "";

			private int theAge;

			Builder name(String name) {
				this.theName = name;
				return this;
			}

			Builder age(int age) {
				this.theAge = age;
				return this;
			}

			Built build() {
				return new Built(this);
			}

		}

	}

	static final class Email {

		private final String user;

		private final String host;

		private final transient String text;

		@JsonCreator
		Email(String text) {
			this.text = text;
			this.user = text.substring(0, text.indexOf('@'));
			this.host = text.substring(text.indexOf('@') + 1);
		}

		@JsonValue
		String text() {
			return this.text;
		}

	}

	/** A creator whose parameters have other names than the fields. */
	static final class Renamed {

		@JsonProperty("first_name")
		private final String firstName;

		private final int age;

		@JsonCreator
		Renamed(@JsonProperty("first_name") String name, @JsonProperty("age") int age) {
			this.firstName = name;
			this.age = age;
		}

	}

	/** A creator that takes something else than the fields hold. */
	static final class Parsed {

		private final BigDecimal amount;

		private final String currency;

		@JsonCreator
		Parsed(@JsonProperty("text") String text) {
			this.amount = new BigDecimal(text.split(" ")[0]);
			this.currency = text.split(" ")[1];
		}

	}

	enum Level {

		LOW, HIGH {
			@Override
			String label() {
				return "high!";
			}
		};

		@JsonValue
		String label() {
			return "same label";
		}

		@Override
		public String toString() {
			return "same text";
		}

	}

	public interface OwnerView {

		String getName();

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	@JsonSubTypes({ @JsonSubTypes.Type(value = Cash.class, name = "cash"),
			@JsonSubTypes.Type(value = Card.class, name = "card") })
	interface Payment {

	}

	record Cash(BigDecimal amount) implements Payment {

	}

	static class Card implements Payment {

		private final String number;

		Card(String number) {
			this.number = number;
		}

	}

	record Cheque(String number) implements Payment {

	}

	sealed interface Animal permits Dog, Cat {

	}

	record Dog(String name) implements Animal {

	}

	record Cat(String name) implements Animal {

	}

	static class Vehicle {

		String plate = "";

	}

	static class Truck extends Vehicle {

		int load;

	}

	static final class Garage {

		List<Vehicle> vehicles = new ArrayList<>();

		@Nullable Vehicle best;

		@Nullable Object anything;

		@Nullable Number number;

	}

	@JsonIdentityInfo(generator = ObjectIdGenerators.IntSequenceGenerator.class)
	static final class Person {

		final String name;

		final List<Person> friends = new ArrayList<>();

		Person(String name) {
			this.name = name;
		}

	}

	static final class Node {

		final String name;

		@Nullable Node next;

		final List<Node> children = new ArrayList<>();

		Node(String name) {
			this.name = name;
		}

	}

	static final class Owner {

		private final String name;

		@JsonManagedReference
		private final List<Pet> pets = new ArrayList<>();

		Owner(String name) {
			this.name = name;
		}

		Pet add(String pet) {
			Pet added = new Pet(pet, this);
			this.pets.add(added);
			return added;
		}

	}

	static final class Pet {

		private final String name;

		@JsonBackReference
		private @Nullable Owner owner;

		Pet(String name, @Nullable Owner owner) {
			this.name = name;
			this.owner = owner;
		}

		void leaveFor(Owner other) {
			this.owner = other;
		}

	}

	class Inner {

		final String name = "inner";

		Models around() {
			return Models.this;
		}

	}

	static class Parent {

		private String name = "parent";

	}

	static final class Shadowing extends Parent {

		private String name = "child";

	}

	static final class Basket extends ArrayList<String> {

		private static final long serialVersionUID = 1L;

		private String owner = "Ada";

	}

	static final class Failure extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	record Closed(@Nullable Thread thread, @Nullable Stream<String> stream, @Nullable Supplier<String> supplier,
			@Nullable Iterator<String> iterator) {

	}

	record Sorted(SortedSet<String> names, Set<String> set, Map<String, Integer> map) {

		static Sorted of(@Nullable Comparator<String> comparator) {
			SortedSet<String> names = new TreeSet<>(comparator);
			names.addAll(List.of("a", "B"));
			return new Sorted(names, new LinkedHashSet<>(List.of("z", "a")), new LinkedHashMap<>(Map.of("k", 1)));
		}

	}

	/** A constructor that changes what it is given. */
	record Trimmed(String text) {

		Trimmed {
			text = text.endsWith("!") ? text : text + "!";
		}

	}

	/** A constructor that loses what it is given. */
	record Forgetful(@Nullable List<String> items) {

		static final ThreadLocal<Boolean> FORGETS = ThreadLocal.withInitial(() -> false);

		Forgetful {
			items = FORGETS.get() ? null : items;
		}

	}

}
