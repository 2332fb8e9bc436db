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
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The forms of further types of the JDK that methods have as parameters. The classes are
 * matched exactly, since subclasses may have state of their own.
 */
final class PlatformForms {

	private static final Pattern ESCAPE = Pattern.compile("%[0-9a-fA-F]{2}");

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
			Map.entry(URI.class, quoted("URI", URI.class, PlatformForms::text)),
			Map.entry(URL.class, quoted("URL", URL.class, URL::toExternalForm)),
			Map.entry(Class.class, quoted("Class", Class.class, (type) -> type.getName())),
			Map.entry(TimeZone.getTimeZone("UTC").getClass(), (value, writer) -> writeZone((TimeZone) value, writer)),
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
		TimeZone zone = requireKnown(calendar.getTimeZone(), writer);
		QuotedText.append(writer.raw().append("Calendar(").append(calendar.toInstant()).append('['), zone.getID(), '"');
		writer.raw().append("])");
	}

	private static void writeZone(TimeZone zone, KeyWriter writer) {
		QuotedText.append(writer.raw().append("TimeZone("), requireKnown(zone, writer).getID(), '"');
		writer.raw().append(')');
	}

	/**
	 * An ID stands for the rules of its zone, unless somebody gave the ID to other rules.
	 */
	private static TimeZone requireKnown(TimeZone zone, KeyWriter writer) {
		if (!TimeZone.getTimeZone(zone.getID()).hasSameRules(zone)) {
			throw UnsupportedKeys.type(zone.getClass(), writer.keyType());
		}
		return zone;
	}

	/**
	 * Scheme and host of a URI, and the digits of its escapes, are equal in either case.
	 */
	private static String text(URI uri) {
		String text = ESCAPE.matcher(uri.toString()).replaceAll((escape) -> escape.group().toUpperCase(Locale.ROOT));
		int start = 0;
		if (uri.getScheme() != null) {
			start = uri.getScheme().length();
			text = text.substring(0, start).toLowerCase(Locale.ROOT) + text.substring(start);
		}
		if (uri.getHost() == null) {
			return text;
		}
		int authority = ((start > 0) ? start + 1 : 0) + 2;
		int host = authority + ((uri.getRawUserInfo() != null) ? uri.getRawUserInfo().length() + 1 : 0);
		return text.substring(0, host) + uri.getHost().toLowerCase(Locale.ROOT)
				+ text.substring(host + uri.getHost().length());
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
