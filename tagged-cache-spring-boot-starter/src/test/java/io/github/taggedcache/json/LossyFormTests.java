package io.github.taggedcache.json;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.taggedcache.annotation.ApplicationJson;
import io.github.taggedcache.core.codec.UnstorableValueException;
import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.envelope.UndecodableException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.util.StdConverter;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A form that loses something of some values only is found also if the first value came
 * back whole.
 */
class LossyFormTests {

	private static final ValueType MAP = Catalogue.type(new ParameterizedTypeReference<Map<String, String>>() {
	});

	private final JsonCodec codec = new JsonCodec(BootMapper.with());

	@Test
	void pairOfAModuleIsReadBackForEachValue() {
		assertSecondIsRefused(codecWith(roundsDoubles()), new Money(1.0), new Money(1.4));
	}

	@Test
	void pairOfACustomizerIsReadBackForEachValue() {
		JsonCodec customized = new JsonCodec(null, List.of((builder) -> builder.addModule(roundsDoubles())));
		assertSecondIsRefused(customized, new Money(1.0), new Money(1.4));
	}

	@Test
	void serializerAndDeserializerOfTwoModulesAreNoPair() throws UndecodableException {
		JsonCodec two = codecWith(new SimpleModule("escapes").addSerializer(String.class, new LowerCaseSerializer()),
				new SimpleModule("trims").addDeserializer(String.class, new TrimmingDeserializer()));
		ValueType type = Catalogue.type(Text.class);
		assertThat(roundTrip(two, new Text(" A "), type)).isEqualTo(new Text(" A "));
	}

	@Test
	void keySerializerAloneIsPresentation() throws UndecodableException {
		JsonCodec lower = codecWith(
				new SimpleModule("keys").addKeySerializer(String.class, new LowerCaseKeySerializer()));
		assertThat(roundTrip(lower, Map.of("Abc", "x"), MAP)).isEqualTo(Map.of("Abc", "x"));
	}

	@Test
	void keyDeserializerAloneIsPresentation() throws UndecodableException {
		JsonCodec trimming = codecWith(
				new SimpleModule("keys").addKeyDeserializer(String.class, new TrimmingKeyDeserializer()));
		assertThat(roundTrip(trimming, Map.of(" b ", "x"), MAP)).isEqualTo(Map.of(" b ", "x"));
	}

	@Test
	void pairOfKeysIsReadBackForEachValue() {
		JsonCodec both = codecWith(new SimpleModule("keys").addKeySerializer(String.class, new LowerCaseKeySerializer())
			.addKeyDeserializer(String.class, new TrimmingKeyDeserializer()));
		assertSecondIsRefused(both, Map.of("abc", "x"), Map.of("Abc", "x"), MAP);
	}

	@Test
	void convertersOfAClassAreReadBackForEachValue() {
		assertSecondIsRefused(this.codec, new Temperature(20), new Temperature(20.5));
	}

	@Test
	void convertersOfAFieldAreReadBackForEachValue() {
		assertSecondIsRefused(this.codec, new ConvertedField(20.0), new ConvertedField(20.5));
	}

	@Test
	void convertersOfContentAreReadBackForEachValue() {
		assertSecondIsRefused(this.codec, new ConvertedContent(List.of(20.0)), new ConvertedContent(List.of(20.5)));
	}

	@Test
	void pairOfContentIsReadBackForEachValue() {
		assertSecondIsRefused(this.codec, new PairedContent(List.of("abc")), new PairedContent(List.of("Abc")));
	}

	@Test
	void annotatedPairOfKeysIsReadBackForEachValue() {
		assertSecondIsRefused(this.codec, new PairedKeys(Map.of("abc", 1)), new PairedKeys(Map.of("Abc", 1)));
	}

	@Test
	void formOfTheApplicationIsReadBackForEachValue() {
		assertSecondIsRefused(this.codec, new Art(1, null), new Art(2, "draft"));
	}

	@Test
	void typeInformationOfOnePropertySaysNothingAboutAnother() {
		ValueType refund = Catalogue.type(Refund.class);
		this.codec.encode(new Refund(new Pay()), refund);
		this.codec.encode(new Order(new Card()), Catalogue.type(Order.class));
		assertThatExceptionOfType(UnstorableValueException.class)
			.isThrownBy(() -> this.codec.encode(new Refund(new Card()), refund))
			.withMessageContaining(Card.class.getName());
	}

	private static JsonCodec codecWith(SimpleModule... modules) {
		return new JsonCodec(JsonMapper.builder().addModules(modules).build());
	}

	private static Object roundTrip(JsonCodec codec, Object value, ValueType type) throws UndecodableException {
		return codec.decode(ByteBuffer.wrap(codec.encode(value, type)), type);
	}

	private static SimpleModule roundsDoubles() {
		return new SimpleModule("rounds").addSerializer(Money.class, new MoneySerializer())
			.addDeserializer(Money.class, new MoneyDeserializer());
	}

	private static void assertSecondIsRefused(JsonCodec codec, Object first, Object second) {
		assertSecondIsRefused(codec, first, second, Catalogue.type(first.getClass()));
	}

	private static void assertSecondIsRefused(JsonCodec codec, Object first, Object second, ValueType type) {
		assertThatCode(() -> codec.encode(first, type)).doesNotThrowAnyException();
		assertThatExceptionOfType(UnstorableValueException.class).isThrownBy(() -> codec.encode(second, type))
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(Obstacle.NOT_READ.kind()));
	}

	record Money(double amount) {

	}

	record Text(String value) {

	}

	@JsonSerialize(converter = Rounded.class)
	@JsonDeserialize(converter = FromLong.class)
	record Temperature(double degrees) {

	}

	static final class Rounded extends StdConverter<Temperature, Long> {

		@Override
		public Long convert(Temperature value) {
			return (long) value.degrees();
		}

	}

	static final class FromLong extends StdConverter<Long, Temperature> {

		@Override
		public Temperature convert(Long value) {
			return new Temperature(value);
		}

	}

	record ConvertedField(
			@JsonSerialize(converter = Whole.class) @JsonDeserialize(converter = Fraction.class) Double value) {

	}

	record ConvertedContent(@JsonSerialize(contentConverter = Whole.class) @JsonDeserialize(
			contentConverter = Fraction.class) List<Double> values) {

	}

	static final class Whole extends StdConverter<Double, Long> {

		@Override
		public Long convert(Double value) {
			return value.longValue();
		}

	}

	static final class Fraction extends StdConverter<Long, Double> {

		@Override
		public Double convert(Long value) {
			return value.doubleValue();
		}

	}

	record PairedContent(@JsonSerialize(contentUsing = LowerCaseSerializer.class) @JsonDeserialize(
			contentUsing = TrimmingDeserializer.class) List<String> values) {

	}

	record PairedKeys(@JsonSerialize(keyUsing = LowerCaseKeySerializer.class) @JsonDeserialize(
			keyUsing = TrimmingKeyDeserializer.class) Map<String, Integer> values) {

	}

	@ApplicationJson
	record Art(long id, @JsonIgnore @Nullable String draft) {

	}

	@SuppressWarnings("UnusedVariable") // read by reflection
	static class Pay {

		private int amount;

	}

	@SuppressWarnings("UnusedVariable") // read by reflection
	static class Card extends Pay {

		private String number = "4711";

	}

	record Order(@JsonTypeInfo(use = JsonTypeInfo.Id.NAME) @JsonSubTypes(@JsonSubTypes.Type(Card.class)) Pay pay) {

	}

	record Refund(Pay pay) {

	}

	static final class MoneySerializer extends StdSerializer<Money> {

		MoneySerializer() {
			super(Money.class);
		}

		@Override
		public void serialize(Money value, JsonGenerator generator, SerializationContext context) {
			generator.writeNumber((long) value.amount());
		}

	}

	static final class MoneyDeserializer extends StdDeserializer<Money> {

		MoneyDeserializer() {
			super(Money.class);
		}

		@Override
		public Money deserialize(JsonParser parser, DeserializationContext context) {
			return new Money(parser.getLongValue());
		}

	}

	static final class LowerCaseSerializer extends StdSerializer<String> {

		LowerCaseSerializer() {
			super(String.class);
		}

		@Override
		public void serialize(String value, JsonGenerator generator, SerializationContext context) {
			generator.writeString(value.toLowerCase(Locale.ROOT));
		}

	}

	static final class LowerCaseKeySerializer extends StdSerializer<String> {

		LowerCaseKeySerializer() {
			super(String.class);
		}

		@Override
		public void serialize(String value, JsonGenerator generator, SerializationContext context) {
			generator.writeName(value.toLowerCase(Locale.ROOT));
		}

	}

	static final class TrimmingDeserializer extends StdDeserializer<String> {

		TrimmingDeserializer() {
			super(String.class);
		}

		@Override
		public String deserialize(JsonParser parser, DeserializationContext context) {
			return parser.getString().trim();
		}

	}

	static final class TrimmingKeyDeserializer extends KeyDeserializer {

		@Override
		public Object deserializeKey(String key, DeserializationContext context) {
			return key.trim();
		}

	}

}
