package io.github.taggedcache.key;

import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link PlatformForms} and {@link SqlForms}.
 */
class PlatformFormsTests {

	private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.006Z");

	private final KeyText keyText = new KeyText(List.of());

	@ParameterizedTest
	@MethodSource("keys")
	void keyHasItsText(Object key, String text) {
		assertThat(this.keyText.of(key)).isEqualTo(text);
	}

	static Stream<Arguments> keys() throws Exception {
		Timestamp timestamp = Timestamp.from(TIME.plusNanos(7));
		ZonedDateTime zoned = TIME.atZone(ZoneId.of("Europe/Berlin"));
		return Stream.of(Arguments.of(Date.from(TIME), "Date(2026-01-02T03:04:05.006Z)"),
				Arguments.of(timestamp, "Timestamp(2026-01-02T03:04:05.006000007Z)"),
				Arguments.of(new java.sql.Date(TIME.toEpochMilli()), "SqlDate(2026-01-02T03:04:05.006Z)"),
				Arguments.of(new Time(TIME.toEpochMilli()), "SqlTime(2026-01-02T03:04:05.006Z)"),
				Arguments.of(GregorianCalendar.from(zoned), "Calendar(2026-01-02T03:04:05.006Z[\"Europe/Berlin\"])"),
				Arguments.of(Locale.GERMANY, "Locale(\"de-DE\")"), Arguments.of(Locale.ROOT, "Locale(\"und\")"),
				Arguments.of(Currency.getInstance("EUR"), "Currency(\"EUR\")"),
				Arguments.of(URI.create("https://a/b?c"), "URI(\"https://a/b?c\")"),
				Arguments.of(URI.create("https://a/b?c").toURL(), "URL(\"https://a/b?c\")"),
				Arguments.of(String.class, "Class(\"java.lang.String\")"), Arguments.of(int[].class, "Class(\"[I\")"),
				Arguments.of(StandardCharsets.UTF_8, "Charset(\"UTF-8\")"),
				Arguments.of(TimeZone.getTimeZone("Europe/Berlin"), "TimeZone(\"Europe/Berlin\")"),
				Arguments.of(InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }), "InetAddress(7f000001)"),
				Arguments.of(InetAddress.getByAddress(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 }),
						"InetAddress(00000000000000000000000000000001)"),
				Arguments.of(Optional.of("a"), "Optional(\"a\")"), Arguments.of(Optional.empty(), "Optional()"),
				Arguments.of(OptionalInt.empty(), "Optional()"), Arguments.of(OptionalDouble.of(1.5), "Optional(1.5d)"),
				Arguments.of(new Search(Optional.of(7), Locale.ENGLISH),
						Search.class.getName() + "(id=Optional(7),locale=Locale(\"en\"))"));
	}

	@Test
	void timestampsThatDifferByNanosecondsAreTwoKeys() {
		assertThat(this.keyText.of(Timestamp.from(TIME.plusNanos(1))))
			.isNotEqualTo(this.keyText.of(Timestamp.from(TIME)));
	}

	@Test
	void datesOfDifferentClassesAreTwoKeys() {
		assertThat(List.of(Date.from(TIME), Timestamp.from(TIME), new java.sql.Date(TIME.toEpochMilli()),
				new Time(TIME.toEpochMilli()), TIME))
			.map(this.keyText::of)
			.doesNotHaveDuplicates();
	}

	@Test
	@SuppressWarnings("deprecation") // a constructor that is there on each JDK
	void illFormedLocalesAreTwoKeys() {
		assertThat(List.of(new Locale("no", "NO", "NY"), new Locale("no", "NO"), new Locale("und"), Locale.ROOT,
				new Locale("a", "b", "c"), new Locale("x!"), new Locale("y!")))
			.map(this.keyText::of)
			.doesNotHaveDuplicates();
	}

	@Test
	void zoneWithAnIdOfItsOwnIsRefused() {
		TimeZone zone = TimeZone.getTimeZone("Europe/Berlin");
		zone.setID("Asia/Tokyo");
		assertThatIllegalArgumentException().isThrownBy(() -> this.keyText.of(zone));
		assertThatIllegalArgumentException().isThrownBy(() -> this.keyText.of(new GregorianCalendar(zone)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.keyText.of(new GregorianCalendar(new SimpleTimeZone(3_600_000, "UTC"))));
	}

	@ParameterizedTest
	@CsvSource({ "HTTP://A.b, http://a.B", "http://u%3aU@A:1/%c3, http://u%3AU@a:1/%C3", "//A/x, //a/x",
			"MAILTO:a, mailto:a" })
	void equalUrisAreOneKey(URI first, URI second) {
		assertThat(first).isEqualTo(second);
		assertThat(this.keyText.of(first)).isEqualTo(this.keyText.of(second));
	}

	@ParameterizedTest
	@CsvSource({ "http://a/B, http://a/b", "mailto:A, mailto:a", "http://U@a, http://u@a", "A, a" })
	void unequalUrisAreTwoKeys(URI first, URI second) {
		assertThat(first).isNotEqualTo(second);
		assertThat(this.keyText.of(first)).isNotEqualTo(this.keyText.of(second));
	}

	@Test
	void subclassIsRefusedSinceItMayHaveMoreState() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.keyText.of(new Stamped()))
			.withMessageContaining(Stamped.class.getTypeName());
	}

	@Test
	void converterOfTheApplicationCountsMore() {
		KeyText converted = new KeyText(List.of(new KeyConverter<>(URI.class, URI::getHost)));
		assertThat(converted.of(URI.create("https://a/b"))).isEqualTo("java.net.URI<\"a\">");
	}

	record Search(Optional<Integer> id, Locale locale) {

	}

	@SuppressWarnings("JavaUtilDate") // the class that is to be refused
	static class Stamped extends Date {

		private static final long serialVersionUID = 1L;

	}

}
