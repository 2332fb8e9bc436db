package io.github.taggedcache.json;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.envelope.UndecodableException;
import io.github.taggedcache.json.Catalogue.Article;
import io.github.taggedcache.json.Catalogue.Circle;
import io.github.taggedcache.json.Catalogue.Page;
import io.github.taggedcache.json.Catalogue.Shape;
import io.github.taggedcache.json.Catalogue.Square;
import io.github.taggedcache.json.Catalogue.Status;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DefaultTyping;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.ser.std.ToStringSerializer;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class JsonCodecTests {

	private final JsonCodec codec = new JsonCodec(BootMapper.with());

	@Test
	void recordComesBackEqual() throws UndecodableException {
		Article article = Catalogue.article(7);
		assertThat(roundTrip(article, Catalogue.type(Article.class))).isEqualTo(article);
	}

	@Test
	void genericRecordComesBackEqual() throws UndecodableException {
		Page<Article> page = new Page<>(List.of(Catalogue.article(1), Catalogue.article(2)), 3, 40);
		assertThat(roundTrip(page, Catalogue.type(new ParameterizedTypeReference<Page<Article>>() {
		}))).isEqualTo(page);
	}

	@Test
	void nestedCollectionsComeBackEqual() throws UndecodableException {
		List<Map<String, Circle>> value = List.of(Map.of("a", new Circle(1)), Map.of(), Map.of("b", new Circle(2)));
		assertThat(roundTrip(value, Catalogue.type(new ParameterizedTypeReference<List<Map<String, Circle>>>() {
		}))).isEqualTo(value);
	}

	@Test
	void sealedInterfaceWithTypeInformationComesBackAsItsSubtype() throws UndecodableException {
		assertThat(roundTrip(new Square(2), Catalogue.type(Shape.class))).isEqualTo(new Square(2));
	}

	@Test
	void collectionsOfSubtypesComeBackEqual() throws UndecodableException {
		Map<Status, List<Shape>> value = Map.of(Status.DRAFT, List.of(new Circle(1), new Square(2)));
		assertThat(roundTrip(value, Catalogue.type(new ParameterizedTypeReference<Map<Status, List<Shape>>>() {
		}))).isEqualTo(value);
	}

	@Test
	void genericRecordOfSubtypesComesBackEqual() throws UndecodableException {
		Page<Shape> page = new Page<>(List.of(new Circle(1), new Square(2)), 0, 2);
		assertThat(roundTrip(page, Catalogue.type(new ParameterizedTypeReference<Page<Shape>>() {
		}))).isEqualTo(page);
	}

	@Test
	void nullElementsComeBack() throws UndecodableException {
		List<Article> value = Arrays.asList(null, Catalogue.article(1), null);
		assertThat(roundTrip(value, Catalogue.type(new ParameterizedTypeReference<List<Article>>() {
		}))).isEqualTo(value);
	}

	@Test
	void enumConstantWithBodyComesBack() throws UndecodableException {
		assertThat(roundTrip(Status.PUBLISHED, Catalogue.type(Status.class))).isSameAs(Status.PUBLISHED);
	}

	@Test
	void enumMapOfDeclaredInterfaceComesBackEqual() throws UndecodableException {
		Map<DayOfWeek, Duration> value = new EnumMap<>(Map.of(DayOfWeek.FRIDAY, Duration.ofHours(3)));
		assertThat(roundTrip(value, Catalogue.type(new ParameterizedTypeReference<Map<DayOfWeek, Duration>>() {
		}))).isEqualTo(value);
	}

	@Test
	void orderOfMapIsKept() throws UndecodableException {
		Map<String, Integer> value = new TreeMap<>(Map.of("b", 2, "a", 1, "c", 3));
		assertThat((Map<?, ?>) roundTrip(value, Catalogue.type(new ParameterizedTypeReference<Map<String, Integer>>() {
		}))).isEqualTo(value).satisfies((map) -> assertThat(map.keySet().toArray()).containsExactly("a", "b", "c"));
	}

	@Test
	void iterableOfSubtypesComesBack() throws UndecodableException {
		Iterable<Shape> value = List.of(new Circle(1), new Square(2));
		assertThat(roundTrip(value, Catalogue.type(new ParameterizedTypeReference<Iterable<Shape>>() {
		}))).isEqualTo(value);
	}

	@Test
	void arrayOfSubtypesComesBack() throws UndecodableException {
		Shape[] value = { new Circle(1), new Square(2) };
		assertThat((Shape[]) roundTrip(value, Catalogue.type(Shape[].class))).containsExactly(value);
	}

	@Test
	void optionalInsideFutureComesBackFull() throws UndecodableException {
		Optional<Shape> value = Optional.of(new Circle(1));
		assertThat(roundTrip(value, Catalogue.type(new ParameterizedTypeReference<Optional<Shape>>() {
		}))).isEqualTo(value);
	}

	@Test
	void optionalInsideFutureComesBackEmpty() throws UndecodableException {
		assertThat(roundTrip(Optional.empty(), Catalogue.type(new ParameterizedTypeReference<Optional<Shape>>() {
		}))).isEqualTo(Optional.empty());
	}

	@Test
	void jsonTreeComesBackEqual() throws UndecodableException {
		JsonNode tree = BootMapper.with().readTree("{\"a\":[1,null,{\"b\":true}]}");
		assertThat(roundTrip(tree, Catalogue.type(JsonNode.class))).isEqualTo(tree);
	}

	@Test
	void payloadNamesNoClass() {
		Page<Shape> page = new Page<>(List.of(new Circle(1), new Square(2)), 0, 2);
		String payload = json(this.codec, page, Catalogue.type(new ParameterizedTypeReference<Page<Shape>>() {
		}));
		assertThat(payload).isEqualToIgnoringWhitespace(
				"{\"items\":[{\"kind\":\"circle\",\"radius\":1.0},{\"kind\":\"square\",\"side\":2.0}],\"number\":0,\"total\":2}");
	}

	@Test
	void defaultTypingOfTheMapperIsNotUsed() throws UndecodableException {
		JsonMapper typing = BootMapper.with()
			.rebuild()
			.activateDefaultTyping(BasicPolymorphicTypeValidator.builder().allowIfSubType(Object.class).build(),
					DefaultTyping.NON_FINAL)
			.build();
		ValueType type = Catalogue.type(new ParameterizedTypeReference<List<Object>>() {
		});
		JsonCodec other = new JsonCodec(typing);
		assertThat(json(other, List.of("a", true), type)).isEqualTo("[\"a\",true]");
		assertThat(other.decode(bytes("[\"java.util.ArrayList\",[1]]"), type))
			.isEqualTo(List.of("java.util.ArrayList", List.of(1)));
	}

	@Test
	void classNameInPayloadCreatesNothing() {
		ValueType type = Catalogue.type(Shape.class);
		assertUndecodable("{\"kind\":\"java.util.ArrayList\"}", type);
		assertUndecodable("{\"@class\":\"java.util.ArrayList\"}", type);
	}

	@Test
	void bytesAroundThePayloadAreNotRead() throws UndecodableException {
		ByteBuffer slice = ByteBuffer.wrap("xx[1,2]yy".getBytes(StandardCharsets.UTF_8), 2, 5).slice();
		assertThat(this.codec.decode(slice, Catalogue.type(int[].class))).isEqualTo(new int[] { 1, 2 });
	}

	@Test
	void bufferWithoutArrayIsRead() throws UndecodableException {
		ByteBuffer direct = ByteBuffer.allocateDirect(5).put(bytes("[1,2]")).flip();
		assertThat(this.codec.decode(direct, Catalogue.type(int[].class))).isEqualTo(new int[] { 1, 2 });
	}

	@Test
	void nullWhereTheEntryHoldsAValueDoesNotBind() {
		assertUndecodable("null", Catalogue.type(Article.class));
	}

	@Test
	void emptyPayloadDoesNotBind() {
		assertUndecodable("", Catalogue.type(String.class));
	}

	@Test
	void trailingTokensDoNotBind() {
		JsonCodec lenient = new JsonCodec(
				BootMapper.with("spring.jackson.deserialization.fail-on-trailing-tokens=false"));
		assertThatExceptionOfType(UndecodableException.class)
			.isThrownBy(() -> lenient.decode(bytes("1 2"), Catalogue.type(Integer.class)));
	}

	@Test
	void deepNestingDoesNotBind() {
		assertUndecodable("[".repeat(100_000), Catalogue.type(Object.class));
	}

	@Test
	void exceptionOfConstructorDoesNotBind() {
		assertUndecodable("{\"value\":-1}", Catalogue.type(Positive.class));
	}

	@Test
	void exceptionOfDeserializerDoesNotBind() {
		assertUndecodable("{}", Catalogue.type(Unlucky.class));
	}

	@Test
	void javaTimeIsExactWhateverTheApiShows() throws UndecodableException {
		JsonCodec other = new JsonCodec(
				BootMapper.with("spring.jackson.datatype.datetime.write-dates-as-timestamps=true",
						"spring.jackson.datatype.datetime.write-date-timestamps-as-nanoseconds=false",
						"spring.jackson.datatype.datetime.write-durations-as-timestamps=true",
						"spring.jackson.serialization.indent-output=true",
						"spring.jackson.serialization.wrap-root-value=true"));
		Times times = new Times(Instant.parse("2026-11-21T10:15:30.123456789Z"),
				OffsetDateTime.parse("2026-11-21T10:15:30+02:00"),
				ZonedDateTime.parse("2026-10-25T02:30:00+01:00[Europe/Berlin]"), Duration.ofNanos(1));
		ValueType type = Catalogue.type(Times.class);
		assertThat(other.decode(ByteBuffer.wrap(other.encode(times, type)), type)).isEqualTo(times);
	}

	@Test
	void scaleOfDecimalIsKeptWherePlainNumbersAreWritten() throws UndecodableException {
		JsonCodec other = new JsonCodec(BootMapper.with("spring.jackson.write.write-bigdecimal-as-plain=true"));
		ValueType type = Catalogue.type(BigDecimal.class);
		BigDecimal decimal = new BigDecimal("1.20E+7");
		assertThat(other.decode(ByteBuffer.wrap(other.encode(decimal, type)), type)).isEqualTo(decimal);
	}

	@Test
	void valueThatCannotBeWrittenIsAClearError() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.codec.encode(new Broken(""), Catalogue.type(Broken.class)))
			.withMessageContainingAll("com.example.Catalogue.find(long)", Broken.class.getName(), "cannot be written",
					"no name today");
	}

	@Test
	void valueOfAnotherTypeThanDeclaredIsAClearError() {
		assertThatIllegalStateException().isThrownBy(() -> this.codec.encode(5L, Catalogue.type(Article.class)))
			.withMessageContainingAll("com.example.Catalogue.find(long)", Article.class.getName(), "java.lang.Long");
	}

	@Test
	void streamIsRefusedUnread() {
		Stream<Integer> stream = IntStream.range(0, 3).boxed();
		assertThatIllegalStateException().isThrownBy(
				() -> this.codec.encode(stream, Catalogue.type(new ParameterizedTypeReference<Stream<Integer>>() {
				})))
			.withMessageContainingAll("com.example.Catalogue.find(long)", "only once");
		assertThat(stream).containsExactly(0, 1, 2);
	}

	@Test
	void iteratorIsRefusedUnread() {
		Iterator<Integer> iterator = List.of(1).iterator();
		assertThatIllegalStateException().isThrownBy(() -> this.codec.encode(iterator, Catalogue.type(Iterator.class)));
		assertThat(iterator).hasNext();
	}

	@Test
	void setOfDeclaredSetComesBackAsSet() throws UndecodableException {
		assertThat(roundTrip(Set.of("a", "b"), Catalogue.type(new ParameterizedTypeReference<Set<String>>() {
		}))).isEqualTo(Set.of("a", "b"));
	}

	private Object roundTrip(Object value, ValueType type) throws UndecodableException {
		return this.codec.decode(ByteBuffer.wrap(this.codec.encode(value, type)), type);
	}

	private void assertUndecodable(String json, ValueType type) {
		assertThatExceptionOfType(UndecodableException.class).isThrownBy(() -> this.codec.decode(bytes(json), type))
			.withMessageContaining(type.name());
	}

	private static String json(JsonCodec codec, Object value, ValueType type) {
		return new String(codec.encode(value, type), StandardCharsets.UTF_8);
	}

	private static ByteBuffer bytes(String json) {
		return ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
	}

	record Times(Instant instant, OffsetDateTime offset, ZonedDateTime zoned, Duration duration) {

	}

	record Positive(int value) {

		Positive {
			if (value <= 0) {
				throw new IllegalArgumentException("not positive");
			}
		}

	}

	@JsonSerialize(using = BrokenSerializer.class)
	@JsonDeserialize(using = UnluckyDeserializer.class)
	record Broken(String value) {

	}

	static class BrokenSerializer extends StdSerializer<Broken> {

		BrokenSerializer() {
			super(Broken.class);
		}

		@Override
		public void serialize(Broken value, JsonGenerator generator, SerializationContext context) {
			throw new IllegalStateException("no name today");
		}

	}

	@JsonSerialize(using = ToStringSerializer.class)
	@JsonDeserialize(using = UnluckyDeserializer.class)
	record Unlucky() {

	}

	static class UnluckyDeserializer extends StdDeserializer<Unlucky> {

		UnluckyDeserializer() {
			super(Unlucky.class);
		}

		@Override
		public Unlucky deserialize(JsonParser parser, DeserializationContext context) {
			throw new UnsupportedOperationException("no luck today");
		}

	}

}
