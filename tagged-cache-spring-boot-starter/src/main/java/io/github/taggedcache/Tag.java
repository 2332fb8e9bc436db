package io.github.taggedcache;

import java.time.temporal.TemporalAccessor;
import java.util.UUID;

import io.github.taggedcache.core.name.TagName;
import org.jspecify.annotations.Nullable;

/**
 * Makes tags out of values, so that no two lists of values give one tag.
 * <p>
 * A tag is its name and its parts, joined by {@code :}. Inside of them {@code %} is
 * written as {@code %25} and {@code :} as {@code %3A}, as in the parts of a tag template:
 * {@code Tag.of("author", name)} always equals what the template
 * {@code "author:#{#name}"} gives. Types are not told apart: {@code 42} and {@code "42"}
 * give the same tag.
 */
public final class Tag {

	private Tag() {
	}

	/**
	 * Returns the tag of a name and parts: {@code Tag.of("author", 42)} is
	 * {@code author:42}.
	 * @param name what kind of thing the tag stands for, not empty
	 * @param parts which one of the kind: each as {@link #text(Object)} accepts it
	 * @return a valid tag
	 * @throws IllegalArgumentException if the name or a part is {@code null}, empty or of
	 * another type (the message says which), or if the tag is not valid: it starts with
	 * the reserved prefix {@code ~}, has an unpaired surrogate or is longer than 10,240
	 * bytes in UTF-8
	 */
	public static String of(String name, @Nullable Object... parts) {
		if (parts == null) {
			throw new IllegalArgumentException("'parts' of a tag must not be null");
		}
		StringBuilder tag = new StringBuilder(argument("name", name));
		for (int i = 0; i < parts.length; i++) {
			tag.append(':').append(argument("parts[" + i + "]", parts[i]));
		}
		return TagName.require(tag.toString());
	}

	/**
	 * Returns the text of a value as it stands inside a tag: {@link #text(Object)} with
	 * {@code %} and {@code :} escaped.
	 * @param value the value, as {@link #text(Object)} accepts it
	 * @return the escaped text, not empty
	 * @throws IllegalArgumentException as {@link #text(Object)} does
	 */
	public static String part(@Nullable Object value) {
		return text(value).replace("%", "%25").replace(":", "%3A");
	}

	/**
	 * Returns the text of a value that a tag can be made of, unescaped.
	 * @param value text, a number, a boolean, a character, an enum constant (its name), a
	 * {@link UUID} or a {@code java.time} value
	 * @return the text, not empty
	 * @throws IllegalArgumentException if the value is {@code null}, of another type, or
	 * its text is empty
	 */
	public static String text(@Nullable Object value) {
		if (value == null) {
			throw new IllegalArgumentException("a part of a tag must not be null");
		}
		String text = convert(value);
		if (text == null) {
			throw new IllegalArgumentException(
					value.getClass().getName() + " is not a type that a tag is made of: use text, a number, a boolean, "
							+ "a character, an enum constant, a UUID or a java.time value");
		}
		if (text.isEmpty()) {
			throw new IllegalArgumentException("a part of a tag must not be empty");
		}
		return text;
	}

	private static String argument(String argument, @Nullable Object value) {
		try {
			return part(value);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("'" + argument + "': " + ex.getMessage(), ex);
		}
	}

	private static @Nullable String convert(Object value) {
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		boolean accepted = value instanceof CharSequence || value instanceof Number || value instanceof Boolean
				|| value instanceof Character || value instanceof UUID || value instanceof TemporalAccessor;
		return (accepted) ? value.toString() : null;
	}

}
