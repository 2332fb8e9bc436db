package io.github.taggedcache.key;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TimeZone;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The forms of further types of the JDK that methods have as parameters. The classes are
 * matched exactly, since subclasses may have state of their own.
 */
final class PlatformForms {

	private static final Map<Class<?>, KeyForm> FORMS = Map.ofEntries(
			Map.entry(Optional.class, (value, writer) -> writeOptional(((Optional<?>) value).orElse(null), writer)),
			Map.entry(OptionalInt.class, (value, writer) -> {
				OptionalInt optional = (OptionalInt) value;
				writeOptional(optional.isPresent() ? optional.getAsInt() : null, writer);
			}), Map.entry(OptionalLong.class, (value, writer) -> {
				OptionalLong optional = (OptionalLong) value;
				writeOptional(optional.isPresent() ? optional.getAsLong() : null, writer);
			}), Map.entry(OptionalDouble.class, (value, writer) -> {
				OptionalDouble optional = (OptionalDouble) value;
				writeOptional(optional.isPresent() ? optional.getAsDouble() : null, writer);
			}), Map.entry(Date.class, (value, writer) -> writeInstant("Date", (Date) value, writer)),
			Map.entry(GregorianCalendar.class, (value, writer) -> writeCalendar((GregorianCalendar) value, writer)),
			Map.entry(Locale.class, quoted("Locale", Locale.class, PlatformForms::text)),
			Map.entry(Currency.class, quoted("Currency", Currency.class, Currency::getCurrencyCode)),
			Map.entry(URI.class, quoted("URI", URI.class, URI::toString)),
			Map.entry(URL.class, quoted("URL", URL.class, URL::toExternalForm)),
			Map.entry(Class.class, quoted("Class", Class.class, (type) -> type.getName())),
			Map.entry(TimeZone.getTimeZone("UTC").getClass(), quoted("TimeZone", TimeZone.class, TimeZone::getID)),
			Map.entry(Inet4Address.class, (value, writer) -> writeAddress((InetAddress) value, writer)),
			Map.entry(Inet6Address.class, (value, writer) -> writeAddress((InetAddress) value, writer)));

	private PlatformForms() {
	}

	static @Nullable KeyForm find(Class<?> type) {
		// Each charset has a class of its own; its name is all of its state
		return Charset.class.isAssignableFrom(type) ? quoted("Charset", Charset.class, Charset::name) : FORMS.get(type);
	}

	/**
	 * A language tag leaves out the ill-formed parts of a locale. No language tag
	 * contains a slash.
	 */
	private static String text(Locale locale) {
		String tag = locale.toLanguageTag();
		return locale.equals(Locale.forLanguageTag(tag)) ? tag : String.join("/", locale.getLanguage(),
				locale.getScript(), locale.getCountry(), locale.getVariant(), tag);
	}

	private static void writeOptional(@Nullable Object content, KeyWriter writer) {
		writer.open("Optional(");
		if (content != null) {
			writer.value(content);
		}
		writer.close(')');
	}

	@SuppressWarnings("JavaUtilDate") // dates of java.sql give no instant
	static void writeInstant(String name, Date date, KeyWriter writer) {
		writer.raw().append(name).append('(').append(Instant.ofEpochMilli(date.getTime())).append(')');
	}

	private static void writeCalendar(GregorianCalendar calendar, KeyWriter writer) {
		writer.raw()
			.append("Calendar(")
			.append(calendar.toInstant())
			.append('[')
			.append(calendar.getTimeZone().getID())
			.append("])");
	}

	private static void writeAddress(InetAddress address, KeyWriter writer) {
		writer.raw().append("InetAddress(").append(HexFormat.of().formatHex(address.getAddress())).append(')');
	}

	private static <T> KeyForm quoted(String name, Class<T> type, Function<? super T, String> text) {
		return (value, writer) -> {
			QuotedText.append(writer.raw().append(name).append('('), text.apply(type.cast(value)), '"');
			writer.raw().append(')');
		};
	}

}
