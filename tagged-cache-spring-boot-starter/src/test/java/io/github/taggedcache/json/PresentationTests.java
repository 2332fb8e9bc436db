package io.github.taggedcache.json;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonIgnoreType;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonRootName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonView;
import io.github.taggedcache.annotation.ApplicationJson;
import io.github.taggedcache.core.codec.UnstorableValueException;
import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.envelope.UndecodableException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What annotations, settings and modules of the application say about its API has no
 * effect on stored values; what they say about the values has.
 */
@SuppressWarnings("UnusedVariable")
class PresentationTests {

	private final JsonCodec codec = new JsonCodec(BootMapper.with());

	@Test
	void annotationsOfTheApiHideNothing() throws UndecodableException {
		assertComesBack(new Shown(), this.codec);
	}

	@Test
	void settingsOfTheApiHideNothing() throws UndecodableException {
		JsonCodec other = new JsonCodec(BootMapper.with("spring.jackson.default-property-inclusion=non_empty",
				"spring.jackson.property-naming-strategy=SNAKE_CASE", "spring.jackson.visibility.field=none",
				"spring.jackson.mapper.use-annotations=true", "spring.jackson.mapper.default-view-inclusion=false",
				"spring.jackson.serialization.wrap-root-value=true", "spring.jackson.date-format=yyyy",
				"spring.jackson.serialization.write-single-elem-arrays-unwrapped=true"));
		assertComesBack(new Shown(), other);
	}

	@Test
	void nodesWithOtherSettingsReadEachOther() throws UndecodableException {
		JsonCodec other = new JsonCodec(BootMapper.with("spring.jackson.property-naming-strategy=SNAKE_CASE"));
		ValueType type = Catalogue.type(Shown.class);
		Shown value = new Shown();
		assertThat(Canonical.text(other.decode(ByteBuffer.wrap(this.codec.encode(value, type)), type)))
			.isEqualTo(Canonical.text(value));
	}

	@Test
	void enumIsStoredByItsName() {
		assertThat(json(Models.Level.LOW, this.codec)).isEqualTo("\"LOW\"");
	}

	@Test
	void transientFieldIsNotStored() {
		assertThat(json(Models.Entity.of(7), this.codec)).doesNotContain("cached");
	}

	@Test
	void serializerWithItsDeserializerIsUsed() throws UndecodableException {
		Paired value = new Paired("ada");
		assertThat(json(value, this.codec)).isEqualTo("\"<ada>\"");
		assertComesBack(value, this.codec);
	}

	@Test
	void serializerOfAFieldWithItsDeserializerIsUsed() throws UndecodableException {
		PairedField value = new PairedField(new Secret("ada"));
		assertThat(json(value, this.codec)).isEqualTo("{\"secret\":\"<ada>\"}");
		assertComesBack(value, this.codec);
	}

	@Test
	void serializerOfAModuleAloneIsPresentation() throws UndecodableException {
		JsonMapper masking = JsonMapper.builder()
			.addModule(new SimpleModule("masks").addSerializer(Secret.class, new MaskingSerializer()))
			.build();
		assertComesBack(new Secret("ada"), new JsonCodec(masking));
	}

	@Test
	void deserializerOfAModuleAloneIsPresentation() throws UndecodableException {
		JsonMapper trimming = JsonMapper.builder()
			.addModule(new SimpleModule("trims").addDeserializer(String.class, new TrimmingDeserializer()))
			.build();
		assertComesBack(new Secret(" ada "), new JsonCodec(trimming));
	}

	@Test
	void serializerAndDeserializerOfAModuleAreUsed() throws UndecodableException {
		JsonMapper pairing = JsonMapper.builder()
			.addModule(new SimpleModule("pairs").addSerializer(Secret.class, new SecretSerializer())
				.addDeserializer(Secret.class, new SecretDeserializer()))
			.build();
		JsonCodec other = new JsonCodec(pairing);
		assertThat(json(new Secret("ada"), other)).isEqualTo("\"<ada>\"");
		assertComesBack(new Secret("ada"), other);
	}

	@Test
	void pairOfAModuleThatLosesSomethingIsRefused() {
		JsonMapper losing = JsonMapper.builder()
			.addModule(new SimpleModule("loses").addSerializer(Secret.class, new MaskingSerializer())
				.addDeserializer(Secret.class, new SecretDeserializer()))
			.build();
		assertThatExceptionOfType(UnstorableValueException.class)
			.isThrownBy(() -> new JsonCodec(losing).encode(new Secret("ada"), Catalogue.type(Secret.class)))
			.withMessageContaining("Secret.text: String ada became String **");
	}

	@Test
	void pairOfAFieldIsVerifiedWhenItIsUsedFirst() {
		ValueType type = Catalogue.type(LosingField.class);
		this.codec.encode(new LosingField(null), type);
		assertThatExceptionOfType(UnstorableValueException.class)
			.isThrownBy(() -> this.codec.encode(new LosingField(new Secret("ada")), type))
			.withMessageContaining("LosingField.secret.text: String ada became String **");
	}

	@Test
	void collectionClassIsVerifiedWhenItIsUsedFirst() {
		ValueType type = Catalogue.type(Queued.class);
		this.codec.encode(new Queued(null), type);
		assertThatExceptionOfType(UnstorableValueException.class)
			.isThrownBy(() -> this.codec.encode(new Queued(new Sized(1)), type))
			.withMessageContaining("Queued.list: it does not bind");
	}

	@Test
	void mixInOfTheApiHidesNothing() throws UndecodableException {
		JsonMapper hiding = JsonMapper.builder().addMixIn(Secret.class, HidingMixIn.class).build();
		assertComesBack(new Secret("ada"), new JsonCodec(hiding));
	}

	@Test
	void classThatWantsTheApplicationsMapperIsStoredByIt() throws UndecodableException {
		JsonCodec snake = new JsonCodec(BootMapper.with("spring.jackson.property-naming-strategy=SNAKE_CASE"));
		ApiShape value = new ApiShape("ada", 36);
		assertThat(json(value, snake)).isEqualTo("{\"first_name\":\"ada\",\"years\":36}");
		assertComesBack(value, snake);
		assertComesBack(new Models.Holder<>(1), snake);
	}

	@Test
	void classThatWantsTheApplicationsMapperIsVerified() {
		assertThatExceptionOfType(UnstorableValueException.class)
			.isThrownBy(() -> this.codec.encode(new ApiHidden("ada"), Catalogue.type(ApiHidden.class)))
			.withMessageContaining("ApiHidden.name: an object of java.lang.String became null");
	}

	@Test
	void lossIsNamedByItsProperty() {
		Models.Forgetful value = new Models.Forgetful(List.of("a", "b"));
		Models.Forgetful.FORGETS.set(true);
		try {
			assertThatExceptionOfType(UnstorableValueException.class)
				.isThrownBy(() -> this.codec.encode(value, Catalogue.type(Models.Forgetful.class)))
				.withMessageContaining("Forgetful.items: 2 elements became null");
		}
		finally {
			Models.Forgetful.FORGETS.set(false);
		}
	}

	private static void assertComesBack(Object value, JsonCodec codec) throws UndecodableException {
		ValueType type = Catalogue.type(value.getClass());
		assertThat(Canonical.text(codec.decode(ByteBuffer.wrap(codec.encode(value, type)), type)))
			.isEqualTo(Canonical.text(value));
	}

	private static String json(Object value, JsonCodec codec) {
		return new String(codec.encode(value, Catalogue.type(value.getClass())), StandardCharsets.UTF_8);
	}

	static String unwrap(String text) {
		return text.substring(1, text.length() - 1);
	}

	interface Internal {

	}

	@JsonIgnoreProperties({ "ignoredByClass", "other" })
	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	@JsonNaming(PropertyNamingStrategies.UpperCamelCaseStrategy.class)
	@JsonRootName("shown")
	@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.NONE)
	static final class Shown {

		@JsonIgnore
		private final String password = new String("secret");

		private final String ignoredByClass = new String("x");

		@JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
		private final String writeOnly = new String("w");

		@JsonProperty(value = "renamed", access = JsonProperty.Access.READ_ONLY)
		private final String readOnly = new String("r");

		@JsonProperty("readOnly")
		private final String sameNameAsAnother = new String("s");

		@JsonFormat(pattern = "yyyy")
		private final LocalDate day = LocalDate.of(2026, 11, 21);

		@JsonFormat(shape = JsonFormat.Shape.STRING, pattern = "0")
		private final BigDecimal price = new BigDecimal("1.50");

		@JsonInclude(JsonInclude.Include.NON_NULL)
		private final @Nullable String nothing = null;

		private final List<String> empty = new ArrayList<>();

		@JsonView(Internal.class)
		private final String view = new String("v");

		@JsonSerialize(using = MaskingSerializer.class)
		private final Secret masked = new Secret("ada");

		@JsonDeserialize(using = SecretDeserializer.class)
		private final Secret readAlone = new Secret("bob");

		@JsonUnwrapped(prefix = "p_")
		private final Secret unwrapped = new Secret("eve");

		@JsonRawValue
		private final String raw = new String("{\"a\":1}");

		private final Map<String, String> others = new LinkedHashMap<>(Map.of("password", "other"));

		private final IgnoredType ignoredType = new IgnoredType();

		private final int[] single = { 1 };

		@JsonAnyGetter
		Map<String, String> getOthers() {
			return this.others;
		}

		@JsonProperty("computed")
		String getComputed() {
			return this.password + this.raw;
		}

		@JsonIgnore
		List<String> getEmpty() {
			return Arrays.asList("not", "empty");
		}

	}

	@JsonIgnoreType
	static final class IgnoredType {

		private final int x = Integer.parseInt("1");

	}

	static final class Secret {

		private final String text;

		Secret(String text) {
			this.text = text;
		}

	}

	abstract static class HidingMixIn {

		@JsonIgnore
		private @Nullable String text;

	}

	@JsonSerialize(using = PairedSerializer.class)
	@JsonDeserialize(using = PairedDeserializer.class)
	record Paired(String text) {

	}

	record PairedField(@JsonSerialize(using = SecretSerializer.class) @JsonDeserialize(
			using = SecretDeserializer.class) Secret secret) {

	}

	record LosingField(@JsonSerialize(using = MaskingSerializer.class) @JsonDeserialize(
			using = SecretDeserializer.class) @Nullable Secret secret) {

	}

	record Queued(@Nullable Sized list) {

	}

	static final class Sized extends ArrayList<String> {

		private static final long serialVersionUID = 1L;

		Sized(int size) {
			super(size);
		}

	}

	@ApplicationJson
	record ApiShape(String firstName, @JsonProperty("years") int age) {

	}

	@ApplicationJson
	record ApiHidden(@JsonProperty(access = JsonProperty.Access.WRITE_ONLY) String name) {

	}

	static final class PairedSerializer extends StdSerializer<Paired> {

		PairedSerializer() {
			super(Paired.class);
		}

		@Override
		public void serialize(Paired value, JsonGenerator generator, SerializationContext context) {
			generator.writeString("<" + value.text() + ">");
		}

	}

	static final class PairedDeserializer extends StdDeserializer<Paired> {

		PairedDeserializer() {
			super(Paired.class);
		}

		@Override
		public Paired deserialize(JsonParser parser, DeserializationContext context) {
			return new Paired(unwrap(parser.getString()));
		}

	}

	static final class SecretSerializer extends StdSerializer<Secret> {

		SecretSerializer() {
			super(Secret.class);
		}

		@Override
		public void serialize(Secret value, JsonGenerator generator, SerializationContext context) {
			generator.writeString("<" + value.text + ">");
		}

	}

	static final class MaskingSerializer extends StdSerializer<Secret> {

		MaskingSerializer() {
			super(Secret.class);
		}

		@Override
		public void serialize(Secret value, JsonGenerator generator, SerializationContext context) {
			generator.writeString("****");
		}

	}

	static final class SecretDeserializer extends StdDeserializer<Secret> {

		SecretDeserializer() {
			super(Secret.class);
		}

		@Override
		public Secret deserialize(JsonParser parser, DeserializationContext context) {
			return new Secret(unwrap(parser.getString()));
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

}
