package io.github.taggedcache.key;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the keys that have no parts.
 */
class KeyTextScalarTests {

	private final KeyText keyText = new KeyText(List.of());

	@ParameterizedTest
	@MethodSource("scalars")
	void scalarHasItsText(Object key, String text) {
		assertThat(this.keyText.of(key)).isEqualTo(text);
	}

	static Stream<Arguments> scalars() {
		return Stream.of(Arguments.of(42, "42"), Arguments.of(42L, "42"), Arguments.of((short) 42, "42"),
				Arguments.of((byte) -42, "-42"), Arguments.of(Long.MIN_VALUE, "-9223372036854775808"),
				Arguments.of(true, "true"), Arguments.of(false, "false"), Arguments.of("abc", "\"abc\""),
				Arguments.of("", "\"\""), Arguments.of("42L", "\"42L\""), Arguments.of("null", "\"null\""),
				Arguments.of("a\"b\\c'd", "\"a\\\"b\\\\c'd\""), Arguments.of("äöü 😀:{}%*", "\"äöü 😀:{}%*\""),
				Arguments.of('a', "'a'"), Arguments.of('\'', "'\\''"), Arguments.of('"', "'\"'"),
				Arguments.of('\\', "'\\\\'"), Arguments.of(new BigInteger("42"), "42"),
				Arguments.of(new BigDecimal("4.2"), "4.2m"), Arguments.of(new BigDecimal("4.20"), "4.20m"),
				Arguments.of(new BigDecimal("1E+3"), "1E+3m"), Arguments.of(1.5, "1.5d"), Arguments.of(1.5f, "1.5f"),
				Arguments.of(42.0, "42d"), Arguments.of(0.0, "0d"), Arguments.of(-0.0, "-0d"),
				Arguments.of(-0.0f, "-0f"), Arguments.of(Double.NaN, "NaNd"), Arguments.of(Float.NaN, "NaNf"),
				Arguments.of(Double.NEGATIVE_INFINITY, "-Infinityd"),
				Arguments.of(TimeUnit.DAYS, "java.util.concurrent.TimeUnit.DAYS"),
				Arguments.of(Month.MAY, "java.time.Month.MAY"),
				Arguments.of(DayOfWeek.FRIDAY, "java.time.DayOfWeek.FRIDAY"),
				Arguments.of(UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
						"uuid(6ba7b810-9dad-11d1-80b4-00c04fd430c8)"));
	}

	@ParameterizedTest
	@MethodSource("times")
	void timeHasItsText(Object key, String text) {
		assertThat(this.keyText.of(key)).isEqualTo(text);
	}

	static Stream<Arguments> times() {
		LocalDate date = LocalDate.of(2026, 1, 2);
		LocalTime time = LocalTime.of(3, 4);
		ZoneOffset offset = ZoneOffset.ofHours(1);
		ZoneId zone = ZoneId.of("Europe/Berlin");
		return Stream.of(Arguments.of(Instant.EPOCH, "Instant(1970-01-01T00:00:00Z)"),
				Arguments.of(date, "LocalDate(2026-01-02)"), Arguments.of(time, "LocalTime(03:04)"),
				Arguments.of(LocalDateTime.of(date, time), "LocalDateTime(2026-01-02T03:04)"),
				Arguments.of(OffsetTime.of(time, offset), "OffsetTime(03:04+01:00)"),
				Arguments.of(OffsetDateTime.of(date, time, offset), "OffsetDateTime(2026-01-02T03:04+01:00)"),
				Arguments.of(ZonedDateTime.of(date, time, zone),
						"ZonedDateTime(2026-01-02T03:04+01:00[Europe/Berlin])"),
				Arguments.of(ZonedDateTime.of(date, time, offset), "ZonedDateTime(2026-01-02T03:04+01:00)"),
				Arguments.of(Duration.ofSeconds(90), "Duration(PT1M30S)"),
				Arguments.of(Period.ofDays(3), "Period(P3D)"), Arguments.of(Year.of(2026), "Year(2026)"),
				Arguments.of(YearMonth.of(2026, 1), "YearMonth(2026-01)"),
				Arguments.of(MonthDay.of(1, 2), "MonthDay(--01-02)"), Arguments.of(zone, "ZoneId(Europe/Berlin)"),
				Arguments.of(ZoneId.of("UTC"), "ZoneId(UTC)"), Arguments.of(offset, "ZoneOffset(+01:00)"),
				Arguments.of(ZoneOffset.UTC, "ZoneOffset(Z)"));
	}

	@Test
	void enumConstantWithBodyIsNamedAfterItsEnum() {
		assertThat(Shape.ROUND).isNotExactlyInstanceOf(Shape.class);
		assertThat(this.keyText.of(Shape.ROUND)).isEqualTo(Shape.class.getName() + ".ROUND");
	}

	@Test
	void constantsOfTwoEnumsDiffer() {
		assertThat(this.keyText.of(Shape.FLAT)).isNotEqualTo(this.keyText.of(Surface.FLAT));
	}

	@Test
	void allNotANumbersAreOneKey() {
		double other = Double.longBitsToDouble(0x7ff8000000000001L);
		assertThat(this.keyText.of(other)).isEqualTo(this.keyText.of(Double.NaN));
	}

	enum Shape {

		ROUND {
			@Override
			boolean rolls() {
				return true;
			}
		},
		FLAT;

		boolean rolls() {
			return false;
		}

	}

	enum Surface {

		FLAT

	}

}
