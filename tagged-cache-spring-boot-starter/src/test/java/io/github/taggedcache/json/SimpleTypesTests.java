package io.github.taggedcache.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.envelope.UndecodableException;
import io.github.taggedcache.type.SimpleTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class SimpleTypesTests {

	private static final JsonCodec CODEC = new JsonCodec(BootMapper.with());

	private static final JsonCodec BERLIN = new JsonCodec(BootMapper.with("spring.jackson.time-zone=Europe/Berlin"));

	@ParameterizedTest
	@MethodSource("values")
	void comesBackExactly(Object value) throws UndecodableException {
		assertThat(roundTrip(CODEC, value)).hasSameClassAs(value).isEqualTo(value);
	}

	@ParameterizedTest
	@MethodSource("values")
	void comesBackExactlyWithATimeZoneOfTheMapper(Object value) throws UndecodableException {
		assertThat(roundTrip(BERLIN, value)).hasSameClassAs(value).isEqualTo(value);
	}

	static Stream<Object> values() {
		return Stream.of("", "null", "text \u0000 \u20ac \ud83d\ude00 \"quoted\"", true, false, 'a', '"', '\u0000',
				'\u20ac', ' ', Byte.MIN_VALUE, Short.MAX_VALUE, 0, Integer.MIN_VALUE, 1L, Long.MIN_VALUE,
				Long.MAX_VALUE, 1.1f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NaN, Float.NEGATIVE_INFINITY, -0.0f, 0.1,
				Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN, Double.POSITIVE_INFINITY, -0.0, BigInteger.ONE,
				BigInteger.TWO.pow(2000), BigDecimal.ONE, new BigDecimal("1.00"), new BigDecimal("1E+10"),
				new BigDecimal("-1.20E-30"), new BigDecimal("0.000"),
				new BigDecimal("12345678901234567890.123456789012345678901"), new UUID(1, 2), new UUID(-1, -1),
				Instant.EPOCH, Instant.ofEpochSecond(1, 1), Instant.parse("2026-11-21T10:15:30.123456789Z"),
				Instant.MIN, Instant.MAX, LocalDate.of(2026, 11, 21), LocalDate.MIN, LocalDate.MAX,
				LocalDateTime.of(2026, 11, 21, 10, 0), LocalDateTime.MAX, Duration.ZERO,
				Duration.ofSeconds(-1, 999_999_999), Duration.ofSeconds(Long.MAX_VALUE), new byte[0],
				new byte[] { 0, -1, 127, -128 }, ZonedDateTime.parse("2026-11-21T10:15:30.000000001Z"),
				ZonedDateTime.parse("2026-11-21T10:15:30+02:00"),
				ZonedDateTime.of(2026, 11, 21, 10, 15, 30, 0, ZoneId.of("UTC")),
				ZonedDateTime.of(2026, 11, 21, 10, 15, 30, 0, ZoneId.of("GMT+02:00")),
				ZonedDateTime.of(2026, 11, 21, 10, 15, 30, 0, ZoneId.of("America/New_York")),
				ZonedDateTime.parse("2026-10-25T02:30:00+01:00[Europe/Berlin]"),
				ZonedDateTime.parse("2026-10-25T02:30:00+02:00[Europe/Berlin]"));
	}

	@Test
	void everyCharacterButSurrogatesComesBack() throws UndecodableException {
		for (int i = 0; i <= Character.MAX_VALUE; i++) {
			if (!Character.isSurrogate((char) i)) {
				assertThat(roundTrip(CODEC, (char) i)).isEqualTo((char) i);
			}
		}
	}

	@Test
	void everyTypeIsFoundByItsFingerprint() {
		assertThat(values().map(SimpleTypes::of).filter(Objects::nonNull))
			.allSatisfy((type) -> assertThat(SimpleTypes.byFingerprint(type.fingerprint())).isEqualTo(type));
	}

	@Test
	void fingerprintIsThatOfTheDeclaredType() {
		ValueType declared = ValueType.of(long.class, "a method");
		assertThat(SimpleTypes.byFingerprint(declared.fingerprint())).isEqualTo(SimpleTypes.of(1L));
	}

	@Test
	void sameNumberOfAnotherClassIsAnotherType() {
		assertThat(SimpleTypes.of(1)).isNotEqualTo(SimpleTypes.of(1L));
	}

	@Test
	void otherValuesHaveNoSimpleType() {
		assertThat(Stream
			.of(List.of(), Catalogue.article(1), new Object(), new int[0], OffsetDateTime.MIN, Catalogue.Status.DRAFT)
			.map(SimpleTypes::of)).containsOnlyNulls();
	}

	@Test
	void otherFingerprintsAreOfNoSimpleType() {
		assertThat(SimpleTypes.byFingerprint(Catalogue.type(Catalogue.Article.class).fingerprint())).isNull();
	}

	private static Object roundTrip(JsonCodec codec, Object value) throws UndecodableException {
		ValueType type = Objects.requireNonNull(SimpleTypes.of(value));
		return codec.decode(ByteBuffer.wrap(codec.encode(value, type)), type);
	}

}
