package io.github.taggedcache.data.jpa.model;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

import io.github.taggedcache.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * The text of a field's value in a scope tag: as a template writes it, where a template
 * can.
 */
public final class ScopeText {

	private static final String NULL = "%0";

	private static final String EMPTY = "%-";

	/** What a row gives back as the application wrote it. */
	private static final Set<Class<?>> TYPES = Set.of(String.class, UUID.class, LocalDate.class, Boolean.class,
			Character.class, Byte.class, Short.class, Integer.class, Long.class);

	private ScopeText() {
	}

	/**
	 * Returns whether equal values of a type have one text, before they were written to a
	 * database and after it.
	 * @param type the type of a field
	 * @return false for fractions, times of the day and objects
	 */
	static boolean isType(Class<?> type) {
		Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(type);
		return TYPES.contains(boxed) || boxed.isEnum();
	}

	/**
	 * Returns the text of a value.
	 * @param value the value; an entity stands for its id
	 * @return the text
	 * @throws IllegalArgumentException if it is of a type that scope tags cannot have
	 */
	public static String of(@Nullable Object value) {
		if (value == null) {
			return NULL;
		}
		if (value instanceof CharSequence text && text.isEmpty()) {
			return EMPTY;
		}
		return (value instanceof Enum<?> || isType(value.getClass())) ? Tag.part(value) : ofId(value);
	}

	/**
	 * Returns the text of the id of an association. An id of several columns is written
	 * as a template writes a value with colons.
	 * @param id the id, or an entity that stands for its own id
	 * @return the text
	 */
	static String ofId(Object id) {
		return IdText.of(id).replace(":", "%3A");
	}

}
