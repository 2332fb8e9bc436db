package io.github.taggedcache.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.taggedcache.core.codec.UnstorableValueException;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Classes that say themselves what they are written as, and drop something of some
 * objects only.
 */
class OwnFormTests {

	private final JsonCodec codec = new JsonCodec(null);

	@Test
	void objectThatItsJsonValueDropsAFieldOfIsRefusedAfterOneThatCameBack() {
		assertThatCode(() -> this.codec.encode(new Amount(5, 0), Catalogue.type(Amount.class)))
			.doesNotThrowAnyException();
		assertThatExceptionOfType(UnstorableValueException.class)
			.isThrownBy(() -> this.codec.encode(new Amount(5, 3), Catalogue.type(Amount.class)))
			.withMessageContaining("cents");
	}

	@Test
	void objectThatItsSerializerDropsAFieldOfIsRefusedAfterOneThatCameBack() {
		assertThatCode(() -> this.codec.encode(new Price(5, 0), Catalogue.type(Price.class)))
			.doesNotThrowAnyException();
		assertThatExceptionOfType(UnstorableValueException.class)
			.isThrownBy(() -> this.codec.encode(new Price(5, 3), Catalogue.type(Price.class)))
			.withMessageContaining("cents");
	}

	record Amount(int whole, int cents) {

		@JsonCreator
		static Amount of(int whole) {
			return new Amount(whole, 0);
		}

		@JsonValue
		int toWhole() {
			return this.whole;
		}

	}

	@JsonSerialize(using = PriceWriter.class)
	@JsonDeserialize(using = PriceReader.class)
	record Price(int whole, int cents) {

	}

	static class PriceWriter extends ValueSerializer<Price> {

		@Override
		public void serialize(Price value, JsonGenerator generator, SerializationContext context) {
			generator.writeNumber(value.whole());
		}

	}

	static class PriceReader extends ValueDeserializer<Price> {

		@Override
		public Price deserialize(JsonParser parser, DeserializationContext context) {
			return new Price(parser.getIntValue(), 0);
		}

	}

}
