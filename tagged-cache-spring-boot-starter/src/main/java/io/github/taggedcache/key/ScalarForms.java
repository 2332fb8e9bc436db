package io.github.taggedcache.key;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The forms of the values that have no parts. The classes are matched exactly: the text
 * of a subclass of, say, {@link BigDecimal} could be anything. Integral numbers of all
 * widths have one form, because many applications have {@code int} in one method and
 * {@code long} in another for the same id.
 */
final class ScalarForms {

	private static final Map<Class<?>, KeyForm> FORMS = Map.ofEntries(
			Map.entry(String.class, (value, writer) -> QuotedText.append(writer.raw(), (String) value, '"')),
			Map.entry(Long.class, (value, writer) -> writer.raw().append((long) value)),
			Map.entry(Integer.class, (value, writer) -> writer.raw().append((int) value)),
			Map.entry(Boolean.class, (value, writer) -> writer.raw().append((boolean) value)),
			Map.entry(Character.class, (value, writer) -> QuotedText.append(writer.raw(), value.toString(), '\'')),
			Map.entry(Short.class, (value, writer) -> writer.raw().append(value)),
			Map.entry(Byte.class, (value, writer) -> writer.raw().append(value)),
			Map.entry(BigInteger.class, (value, writer) -> writer.raw().append(value)),
			Map.entry(BigDecimal.class, (value, writer) -> writer.raw().append(value).append('m')),
			Map.entry(Double.class,
					(value, writer) -> writer.raw().append(PortableDecimal.of((double) value)).append('d')),
			Map.entry(Float.class,
					(value, writer) -> writer.raw().append(PortableDecimal.of((float) value)).append('f')),
			Map.entry(UUID.class, named("uuid")), Map.entry(Instant.class, named("Instant")),
			Map.entry(LocalDate.class, named("LocalDate")), Map.entry(LocalTime.class, named("LocalTime")),
			Map.entry(LocalDateTime.class, named("LocalDateTime")), Map.entry(OffsetTime.class, named("OffsetTime")),
			Map.entry(OffsetDateTime.class, named("OffsetDateTime")),
			Map.entry(ZonedDateTime.class, named("ZonedDateTime")), Map.entry(Duration.class, named("Duration")),
			Map.entry(Period.class, named("Period")), Map.entry(Year.class, named("Year")),
			Map.entry(YearMonth.class, named("YearMonth")), Map.entry(MonthDay.class, named("MonthDay")),
			Map.entry(ZoneOffset.class, named("ZoneOffset")));

	private ScalarForms() {
	}

	static @Nullable KeyForm find(Class<?> type) {
		KeyForm form = FORMS.get(type);
		if (form == null && Enum.class.isAssignableFrom(type)) {
			return new EnumForm(type);
		}
		if (form == null && ZoneId.class.isAssignableFrom(type)) {
			return named("ZoneId");
		}
		return form;
	}

	private static KeyForm named(String name) {
		return (value, writer) -> writer.raw().append(name).append('(').append(value).append(')');
	}

}
