package io.github.taggedcache.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.json.Catalogue.Animal;
import io.github.taggedcache.json.Catalogue.Cat;
import io.github.taggedcache.json.Catalogue.Circle;
import io.github.taggedcache.json.Catalogue.Dog;
import io.github.taggedcache.json.Catalogue.Shape;
import io.github.taggedcache.json.Catalogue.Square;
import io.github.taggedcache.json.Catalogue.Truck;
import io.github.taggedcache.json.Catalogue.Vehicle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ReadBackTests {

	private static final ValueType LIST_OF_VEHICLES = Catalogue.type(new ParameterizedTypeReference<List<Vehicle>>() {
	});

	private static final ValueType MAP_OF_OBJECTS = Catalogue
		.type(new ParameterizedTypeReference<Map<String, Object>>() {
		});

	private final JsonCodec codec = new JsonCodec(BootMapper.with());

	@Test
	void subtypeOfInterfaceWithoutTypeInformationIsAClearError() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.codec.encode(new Dog("a"), Catalogue.type(Animal.class)))
			.withMessageContainingAll("com.example.Catalogue.find(long)", Animal.class.getName(), Dog.class.getName(),
					"Declare the concrete type as the return type", "@JsonTypeInfo", "@JsonSubTypes");
	}

	@Test
	void valueIsNotWrittenAgainWhoseTypeCannotBeRead() {
		ValueType type = Catalogue.type(Labelled.class);
		List<OnceWritten> values = List.of(new OnceWritten(), new OnceWritten());
		assertThat(values)
			.allSatisfy((value) -> assertThatIllegalStateException().isThrownBy(() -> this.codec.encode(value, type))
				.withMessageContainingAll(OnceWritten.class.getName(), "it does not bind", "@JsonTypeInfo"));
		assertThat(values).extracting((value) -> value.written).containsExactly(1, 0);
	}

	@Test
	void subtypeOfClassWithoutTypeInformationIsAClearError() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.codec.encode(new Truck(), Catalogue.type(Vehicle.class)))
			.withMessageContainingAll("com.example.Catalogue.find(long)",
					Truck.class.getName() + " becomes " + Vehicle.class.getName(), "@JsonTypeInfo");
	}

	@Test
	void subtypeInListIsAClearError() {
		assertRefused(List.of(new Vehicle(), new Truck()), LIST_OF_VEHICLES,
				"[1]: " + Truck.class.getName() + " becomes " + Vehicle.class.getName());
	}

	@Test
	void subtypeInLaterListIsAClearError() {
		List<Vehicle> vehicles = new ArrayList<>(Collections.nCopies(1000, new Vehicle()));
		assertStored(vehicles, LIST_OF_VEHICLES);
		vehicles.set(999, new Truck());
		assertRefused(vehicles, LIST_OF_VEHICLES, Truck.class.getName());
	}

	@Test
	void subtypeInMapOfListsIsAClearError() {
		assertRefused(Map.of("a", List.of(new Truck())),
				Catalogue.type(new ParameterizedTypeReference<Map<String, List<Vehicle>>>() {
				}), "[a][0]: " + Truck.class.getName());
	}

	@Test
	void subtypeInArrayIsAClearError() {
		assertRefused(new Vehicle[] { new Truck() }, Catalogue.type(Vehicle[].class), Truck.class.getName());
	}

	@Test
	void subtypeInOptionalIsAClearError() {
		assertRefused(Optional.of(new Truck()), Catalogue.type(new ParameterizedTypeReference<Optional<Vehicle>>() {
		}), Truck.class.getName());
	}

	@Test
	void objectDeclaredAsObjectIsAClearError() {
		assertRefused(new Circle(1), Catalogue.type(Object.class), Circle.class.getName() + " becomes java.util.Map");
	}

	@Test
	void elementOfRawListIsAClearError() {
		assertRefused(List.of(new Cat("a")), Catalogue.type(List.class), "[0]: " + Cat.class.getName());
	}

	@Test
	void keysOfAnotherClassAreStored() {
		assertStored(Map.of(1, "a"), Catalogue.type(new ParameterizedTypeReference<Map<Object, String>>() {
		}));
	}

	@Test
	void longAmongObjectsIsAClearErrorWhenItIsSmall() {
		assertRefused(Map.of("id", 1L), MAP_OF_OBJECTS, "java.lang.Long becomes java.lang.Integer");
	}

	@Test
	void smallLongIsFoundAfterALargeOne() {
		assertStored(Map.of("id", Long.MAX_VALUE), MAP_OF_OBJECTS);
		assertRefused(Map.of("id", 1L), MAP_OF_OBJECTS, "java.lang.Long becomes java.lang.Integer");
	}

	@Test
	void smallLongIsFoundBehindALargeOne() {
		ValueType objects = Catalogue.type(new ParameterizedTypeReference<List<Object>>() {
		});
		assertStored(List.of(Long.MAX_VALUE), objects);
		assertRefused(List.of(Long.MAX_VALUE, 1L), objects, "java.lang.Integer");
	}

	@Test
	void subtypeIsFoundInTheSecondOfInnerLists() {
		ValueType lists = Catalogue.type(new ParameterizedTypeReference<List<List<Vehicle>>>() {
		});
		assertStored(List.of(List.of(new Vehicle())), lists);
		assertRefused(List.of(List.of(new Vehicle()), List.of(new Truck())), lists, Truck.class.getName());
	}

	@Test
	void smallBigIntegerIsFoundAfterALargeOne() {
		assertStored(Map.of("id", BigInteger.TWO.pow(100)), MAP_OF_OBJECTS);
		assertRefused(Map.of("id", BigInteger.TWO), MAP_OF_OBJECTS, "java.math.BigInteger");
	}

	@Test
	void notANumberIsFoundAfterANumber() {
		assertStored(Map.of("id", 1.5), MAP_OF_OBJECTS);
		assertRefused(Map.of("id", Double.NaN), MAP_OF_OBJECTS, "java.lang.Double");
	}

	@Test
	void decimalAmongObjectsIsAClearErrorWhateverTheApiReads() {
		JsonCodec other = new JsonCodec(
				BootMapper.with("spring.jackson.deserialization.use-big-decimal-for-floats=true"));
		assertThatIllegalStateException()
			.isThrownBy(() -> other.encode(Map.of("id", new BigDecimal("1.5")), MAP_OF_OBJECTS))
			.withMessageContaining("java.math.BigDecimal becomes java.lang.Double");
	}

	@Test
	void plainValuesAmongObjectsAreStored() {
		assertStored(Map.of("a", "text", "b", true, "c", 1, "d", 1.5, "e", List.of("x"), "f", Map.of("y", 2)),
				MAP_OF_OBJECTS);
	}

	@Test
	void valueThatDoesNotBindIsAClearErrorWithItsReason() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.codec.encode(new Moody("Ada"), Catalogue.type(Moody.class)))
			.withMessageContainingAll("com.example.Catalogue.find(long)", "it does not bind", "no Ada twice");
	}

	@Test
	void computedPropertyIsNoPartOfTheValue() {
		JsonCodec strict = new JsonCodec(
				BootMapper.with("spring.jackson.deserialization.fail-on-unknown-properties=true"));
		assertThatCode(() -> strict.encode(new Computed("Ada"), Catalogue.type(Computed.class)))
			.doesNotThrowAnyException();
	}

	@ParameterizedTest
	@MethodSource
	void jdkCollectionMayComeBackAsAnotherImplementation(Collection<String> value) {
		assertStored(value, Catalogue.type(new ParameterizedTypeReference<Collection<String>>() {
		}));
	}

	static List<Collection<String>> jdkCollectionMayComeBackAsAnotherImplementation() {
		return List.of(List.of("a"), Arrays.asList("a"), Set.of("a"), new HashSet<>(Set.of("a")),
				new TreeSet<>(Set.of("a")), new ArrayDeque<>(List.of("a")), Collections.unmodifiableList(List.of("a")),
				Collections.singleton("a"), List.of(), new HashMap<>(Map.of("a", "b")).values(),
				Map.of("a", "b").keySet(), new ArrayList<>(List.of("a", "b")).subList(0, 1));
	}

	@Test
	void collectionOfAnotherLibraryIsStoredWhereAJdkInterfaceIsDeclared() {
		assertStored(new Repeated("a"), Catalogue.type(new ParameterizedTypeReference<List<String>>() {
		}));
	}

	@Test
	void collectionOfAnotherLibraryIsAClearErrorAmongObjects() {
		assertRefused(Map.of("a", new Repeated("a")), MAP_OF_OBJECTS, Repeated.class.getName());
	}

	@Test
	void setAmongObjectsIsAClearError() {
		assertRefused(Map.of("a", new LinkedHashSet<>(Set.of("b"))), MAP_OF_OBJECTS,
				"[a]: java.util.LinkedHashSet becomes java.util.List");
	}

	@Test
	void listAmongObjectsIsStored() {
		assertStored(Map.of("a", Arrays.asList("b")), MAP_OF_OBJECTS);
	}

	@Test
	void sortedMapIsStoredWhereItIsDeclared() {
		assertStored(new TreeMap<>(Map.of("a", 1)),
				Catalogue.type(new ParameterizedTypeReference<TreeMap<String, Integer>>() {
				}));
	}

	@Test
	void newClassOfElementWithTypeInformationIsStored() {
		ValueType shapes = Catalogue.type(new ParameterizedTypeReference<List<? extends Shape>>() {
		});
		assertStored(List.of(new Circle(1)), shapes);
		assertStored(List.of(new Circle(1), new Square(1)), shapes);
	}

	@Test
	void seenShapeIsNotReadBackAgain() {
		ValueType type = Catalogue.type(Counted.class);
		this.codec.encode(new Counted("first"), type);
		int created = Counted.CREATED.get();
		this.codec.encode(new Counted("second"), type);
		assertThat(Counted.CREATED.get()).isEqualTo(created + 1);
	}

	@Test
	void refusedShapeIsRefusedAgain() {
		assertRefused(new Truck(), Catalogue.type(Vehicle.class), Truck.class.getName());
		assertRefused(new Truck(), Catalogue.type(Vehicle.class), Truck.class.getName());
	}

	@Test
	void textDeclaredAsCharSequenceIsStored() {
		assertStored("a", Catalogue.type(CharSequence.class));
	}

	private void assertStored(Object value, ValueType type) {
		assertThatCode(() -> this.codec.encode(value, type)).doesNotThrowAnyException();
	}

	private void assertRefused(Object value, ValueType type, String difference) {
		assertThatIllegalStateException().isThrownBy(() -> this.codec.encode(value, type))
			.withMessageContainingAll("com.example.Catalogue.find(long)", type.name(), difference);
	}

	record Computed(String name) {

		public String getGreeting() {
			return "Hello " + this.name;
		}

	}

	record Moody(String name) {

		private static final AtomicInteger CREATED = new AtomicInteger();

		Moody {
			if (CREATED.getAndIncrement() > 0) {
				throw new IllegalArgumentException("no " + name + " twice");
			}
		}

	}

	static final class Counted {

		static final AtomicInteger CREATED = new AtomicInteger();

		private final String name;

		@JsonCreator
		Counted(String name) {
			this.name = name;
			CREATED.incrementAndGet();
		}

		public String getName() {
			return this.name;
		}

	}

	static final class Repeated extends AbstractList<String> {

		private final String value;

		Repeated(String value) {
			this.value = value;
		}

		@Override
		public String get(int index) {
			return this.value;
		}

		@Override
		public int size() {
			return 3;
		}

	}

	interface Labelled {

	}

	static final class OnceWritten implements Labelled {

		private transient int written;

		@JsonCreator
		static OnceWritten of(String text) {
			return new OnceWritten();
		}

		@JsonValue
		String text() {
			this.written++;
			return "a";
		}

	}

}
