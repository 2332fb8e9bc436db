package io.github.taggedcache.json;

import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.taggedcache.annotation.ApplicationJson;
import io.github.taggedcache.core.codec.ValueType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a codec says about the structure of types.
 */
class TypeStructureTests {

	private final JsonMapper mapper = JsonMapper.builder().build();

	private String structure(Type type) {
		return TypeStructure.of(this.mapper, null, type);
	}

	@ParameterizedTest
	@ValueSource(classes = { String.class, long.class, Long.class, Instant.class, byte[].class, String[].class,
			Object.class, Void.class })
	void typeOfTheJdkHasNoStructure(Class<?> type) {
		assertThat(structure(type)).isEmpty();
	}

	@Test
	void typeWithoutStructureAddsNothingToTheKey() {
		assertThat(new JsonCodec(this.mapper).type(String.class, "test")).isEqualTo(ValueType.of(String.class, "test"))
			.extracting(ValueType::form)
			.isEqualTo("");
	}

	@Test
	void typeWithStructureAddsHalfItsFingerprintToTheKey() {
		ValueType type = new JsonCodec(this.mapper).type(Plain.class, "test");
		assertThat(type.form()).isEqualTo("%016x".formatted(type.fingerprint()).substring(0, 8));
	}

	@Test
	void propertiesCountByNameAndType() {
		assertThat(structure(Plain.class)).contains("name:java.lang.String", "number:int");
	}

	@Test
	void typesOfPropertiesAreDescribedToo() {
		assertThat(structure(Outer.class)).contains("inner:" + Plain.class.getName(), "name:java.lang.String")
			.contains("ONE", "TWO");
	}

	@Test
	void argumentsOfGenericTypesAreDescribedToo() {
		Type type = new ParameterizedTypeReference<Map<String, List<Plain[]>>>() {
		}.getType();
		assertThat(structure(type)).contains("name:java.lang.String");
	}

	@Test
	void collectionOfTheJdkCountsByItsArguments() {
		Type texts = new ParameterizedTypeReference<List<String>>() {
		}.getType();
		Type numbers = new ParameterizedTypeReference<List<Long>>() {
		}.getType();
		assertThat(structure(texts)).isNotEmpty().isNotEqualTo(structure(numbers));
	}

	@Test
	void typeThatRefersToItselfIsDescribedOnce() {
		assertThat(structure(Node.class)).containsOnlyOnce("children:");
	}

	@Test
	void annotatedSubtypesAreDescribedToo() {
		assertThat(structure(Shape.class)).contains("radius:double");
	}

	@Test
	void nameOfASubtypeCounts() {
		assertThat(structure(Shape.class)).contains(Circle.class.getName() + " circle");
	}

	@Test
	void subtypesOfASealedTypeAreDescribedToo() {
		assertThat(structure(Sealed.class)).contains("text:java.lang.String");
	}

	@Test
	void singleValueOfATypeIsItsStructure() {
		assertThat(structure(Wrapped.class)).contains("=java.lang.String");
	}

	@Test
	void descriptionIsTheSameForAnotherMapper() {
		assertThat(TypeStructure.of(JsonMapper.builder().build(), null, Outer.class)).isEqualTo(structure(Outer.class));
	}

	@Test
	void subtypesThatAPropertyNamesAreDescribedToo() {
		assertThat(structure(Drawing.class)).contains("radius:double");
		assertThat(structure(Drawings.class)).contains("radius:double");
	}

	@Test
	void subtypesThatAModuleRegistersAreDescribedToo() {
		JsonMapper registering = JsonMapper.builder().registerSubtypes(Round.class).build();
		assertThat(TypeStructure.of(registering, null, Figure.class)).contains("radius:double");
	}

	@Test
	void classThatAnInterfaceIsReadAsIsDescribedToo() {
		assertThat(structure(Art.class)).contains("title:java.lang.String");
	}

	@Test
	void formOfTheApplicationIsDescribedAsTheApplicationWritesIt() {
		JsonMapper snake = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
		assertThat(new JsonCodec(this.mapper).structure(Shown.class)).contains("title:", "lastName:");
		assertThat(new JsonCodec(snake).structure(Shown.class)).contains("title:", "last_name:");
	}

	record Drawing(
			@JsonTypeInfo(use = JsonTypeInfo.Id.NAME) @JsonSubTypes(@JsonSubTypes.Type(Round.class)) Figure top) {

	}

	record Drawings(
			@JsonTypeInfo(use = JsonTypeInfo.Id.NAME) @JsonSubTypes(@JsonSubTypes.Type(Round.class)) List<Figure> all) {

	}

	interface Figure {

	}

	record Round(double radius) implements Figure {

	}

	@JsonDeserialize(as = Painting.class)
	interface Art {

	}

	record Painting(String title) implements Art {

	}

	@ApplicationJson
	record Shown(@JsonProperty("title") String name, String lastName) {

	}

	record Plain(String name, int number) {

	}

	record Outer(Plain inner, Choice choice) {

	}

	enum Choice {

		ONE, TWO

	}

	record Node(String name, List<Node> children) {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	@JsonSubTypes(@JsonSubTypes.Type(value = Circle.class, name = "circle"))
	interface Shape {

	}

	record Circle(double radius) implements Shape {

	}

	sealed interface Sealed permits Only {

	}

	record Only(String text) implements Sealed {

	}

	record Wrapped(@JsonValue String value) {

	}

}
