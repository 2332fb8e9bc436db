package io.github.taggedcache.type;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.taggedcache.core.codec.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Types that say everything about their values, so that these can be stored and read
 * where nobody declared a type. All of them come back from JSON exactly.
 * <p>
 * {@code OffsetDateTime} is not among them: an application that sets its mapper's time
 * zone gets it back in that zone, for the same instant.
 */
public final class SimpleTypes {

	private static final Map<Type, ValueType> BY_CLASS = Stream
		.of(String.class, Boolean.class, Character.class, Byte.class, Short.class, Integer.class, Long.class,
				Float.class, Double.class, BigInteger.class, BigDecimal.class, UUID.class, Instant.class,
				LocalDate.class, LocalDateTime.class, ZonedDateTime.class, Duration.class, byte[].class)
		.map((type) -> ValueType.of(type, "a value without a declared type"))
		.collect(Collectors.toUnmodifiableMap(ValueType::type, Function.identity()));

	private static final Map<Long, ValueType> BY_FINGERPRINT = BY_CLASS.values()
		.stream()
		.collect(Collectors.toUnmodifiableMap(ValueType::fingerprint, Function.identity()));

	private SimpleTypes() {
	}

	/**
	 * The type that an entry was stored as.
	 * @param fingerprint the fingerprint in the entry
	 * @return the type, or null if it is none of the simple ones
	 */
	public static @Nullable ValueType byFingerprint(long fingerprint) {
		return BY_FINGERPRINT.get(fingerprint);
	}

	/**
	 * The type of a value.
	 * @param value the value
	 * @return the type, or null if it is none of the simple ones
	 */
	public static @Nullable ValueType of(Object value) {
		return BY_CLASS.get(value.getClass());
	}

}
