package io.github.taggedcache.key;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Turns cache keys into their canonical text: equal keys have the same text on every node
 * and every JVM, different keys never do. The types of a key and of all its parts come
 * from a closed list, and are told apart: {@code 1} is not {@code "1"}, nor {@code 1.0}.
 * <p>
 * Integral numbers of all widths are one type: {@code (byte) 7}, {@code 7}, {@code 7L}
 * and a {@code BigInteger} of 7 are one key, alone and inside of other keys. So a method
 * with an {@code int} finds what a method with a {@code long} stored.
 *
 * <p>
 * The grammar, {@code ,} between the elements of what repeats: <pre>
 * null                    null
 * Boolean                 true | false
 * Byte, Short, Integer,
 *   Long, BigInteger      42
 * BigDecimal              4.20m            (scale kept: 4.2m is another key)
 * Double, Float           1.5d, 1.5f       (also -0d, NaNd, -Infinityd)
 * String, Character       "abc", 'a'       (the quote and \ are escaped by \)
 * enum constant           com.acme.Color.RED
 * UUID                    uuid(6ba7b810-9dad-11d1-80b4-00c04fd430c8)
 * java.time               Instant(2026-01-01T00:00:00Z), LocalDate(2026-01-01), ...
 * SimpleKey               (1,"x")
 * Optional                Optional(1), Optional()      (also OptionalInt, ...)
 * Date, Calendar          Date(2026-01-01T00:00:00Z),
 *                         Calendar(2026-01-01T00:00:00Z["Europe/Berlin"])
 * java.sql                Timestamp(2026-01-01T00:00:00.000000001Z), SqlDate(...), SqlTime(...)
 * Locale, Currency        Locale("de-DE"), Currency("EUR")
 * TimeZone, Charset       TimeZone("Europe/Berlin"), Charset("UTF-8")
 * URI, URL, Class         URI("https://..."), URL("https://..."), Class("com.acme.Color")
 * InetAddress             InetAddress(7f000001)
 * List                    [1,2]
 * Set                     set[1,2]         (in the order of the elements' text)
 * other Collection        collection[1,2]  (in iteration order)
 * Map                     map["a"=1]       (in the order of the entries' text)
 * array of objects        array[1,"x"]     (of whatever component type)
 * array of primitives     int[1,2], double[1.5d], byte[cafe], char"abc", ...
 *                         (short[], int[] and long[] are int[])
 * record                  com.acme.Id(value=42,name="x")
 * Pageable, Sort          page(0,20,sort("name"/asc)), unpaged(sort())
 * MethodKeyGenerator      method(com.acme.Shop,find(int,long)(1,2))
 * of a tenant             tenant("acme",42)
 * by a converter          com.acme.Isbn&lt;"978-3-16"&gt;
 * over 256 bytes          sha256(&lt;64 hex digits&gt;)
 * </pre> Class names are binary names. A name is quoted like a string if it is in the
 * unnamed package or has characters that no Java identifier has, so that none is taken
 * for a word of this grammar.
 *
 * <p>
 * A text of more than 256 bytes of UTF-8 is replaced by the SHA-256 of these bytes, in a
 * form that no other text has: {@code sha256} is not a word of any other rule.
 *
 * <p>
 * {@link KeyConverter Converters} add types. One applies to its type and the subtypes
 * that have no converter closer to them. Converters never apply to {@code SimpleKey} and
 * the types in the lines above it. For all types in the lines below, a converter counts
 * more than the form given here.
 *
 * <p>
 * {@code Date}, {@code Calendar} and the types of {@code java.sql} are instants: what
 * {@code java.sql.Date.valueOf} gives for one day on nodes with different default time
 * zones is not one key. Use {@code LocalDate} for days.
 *
 * <p>
 * Instances are safe for use by several threads.
 */
public final class KeyText {

	static final String NO_KEY = "A cache key must not be null. Use key = \"...\" in the annotation to name one.";

	private final KeyForms forms;

	/**
	 * Create an instance for the built-in types and the given further ones.
	 * @param converters the converters of further types, in any order
	 */
	public KeyText(List<KeyConverter<?>> converters) {
		this(converters, KeyText.class.getClassLoader());
	}

	KeyText(List<KeyConverter<?>> converters, @Nullable ClassLoader classLoader) {
		this.forms = new KeyForms(converters, classLoader);
	}

	/**
	 * Return whether a key is immutable, and has the text of every key that is equal to
	 * it: then the key itself serves where its text is not needed. Unequal keys may have
	 * one text all the same, as {@code 7} and {@code 7L} have: what is kept by the key
	 * itself must be judged by its text.
	 * @param key the key
	 * @return whether it is of one of the types of which that is known
	 */
	public static boolean isItsOwnIdentity(Object key) {
		return key instanceof String || key instanceof Long || key instanceof Integer || key instanceof UUID
				|| key instanceof Short || key instanceof Byte || key instanceof Character || key instanceof Boolean
				|| (key instanceof TenantKey ofTenant && isItsOwnIdentity(ofTenant.key()));
	}

	/**
	 * Return the canonical text of a key: at most 256 bytes of UTF-8.
	 * @param key the key; parts of it may be {@code null}
	 * @return the text
	 * @throws IllegalArgumentException if the key, or a part of it, is of no supported
	 * type, contains text without a UTF-8 form (an unpaired surrogate), is nested deeper
	 * than 32 levels or contains itself, has a text of more than four million characters,
	 * or if its converter gives {@code null} or two converters are equally close
	 */
	public String of(Object key) {
		Assert.notNull(key, NO_KEY);
		KeyWriter writer = new KeyWriter(this.forms, typeOf(key));
		writer.value(key);
		return BoundedText.of(writer.text());
	}

	private static Class<?> typeOf(Object key) {
		return (key instanceof TenantKey ofTenant) ? ofTenant.key().getClass() : key.getClass();
	}

}
