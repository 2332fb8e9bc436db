package io.github.taggedcache.template;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.BaseStream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ObjectUtils;

/**
 * Turns what a part of a template gave into the texts that stand in its place, each once:
 * one for a single value, one for each element of what fans out.
 */
final class PartValues {

	private final Function<@Nullable Object, String> text;

	private final int maximum;

	/**
	 * Makes the conversion.
	 * @param text gives the text of a single value, or throws
	 * {@link IllegalArgumentException}
	 * @param maximum the most texts that a value may give
	 */
	PartValues(Function<@Nullable Object, String> text, int maximum) {
		this.text = text;
		this.maximum = maximum;
	}

	/**
	 * Returns the texts of a value.
	 * @throws IllegalArgumentException if no text can be made of the value or an element
	 * of it, or there are too many
	 */
	Set<String> of(@Nullable Object given) {
		Object value = ObjectUtils.unwrapOptional(given);
		if (value instanceof BaseStream<?, ?> stream) {
			try (stream) {
				return ofElements(stream.iterator());
			}
		}
		Iterator<?> elements = elements(value);
		return (elements != null) ? ofElements(elements) : Set.of(single(value));
	}

	private Set<String> ofElements(Iterator<?> elements) {
		Set<String> texts = new LinkedHashSet<>();
		for (int i = 0; elements.hasNext(); i++) {
			texts.add(element(i, elements.next()));
			if (texts.size() > this.maximum) {
				throw new IllegalArgumentException("it gives more than " + this.maximum + " values");
			}
		}
		return texts;
	}

	private String element(int index, @Nullable Object given) {
		Object element = ObjectUtils.unwrapOptional(given);
		if (element instanceof BaseStream || elements(element) != null) {
			throw new IllegalArgumentException("element " + index
					+ " fans out again, which only a part as a whole does: flatten it in the expression");
		}
		try {
			return single(element);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("element " + index + ": " + ex.getMessage(), ex);
		}
	}

	private String single(@Nullable Object value) {
		if (value instanceof Map) {
			throw new IllegalArgumentException("a Map does not fan out: use its keySet() or its values()");
		}
		return this.text.apply(value);
	}

	private static @Nullable Iterator<?> elements(@Nullable Object value) {
		if (value instanceof Iterator<?> iterator) {
			return iterator;
		}
		if (value instanceof Iterable<?> iterable && !(value instanceof CharSequence)) {
			return iterable.iterator();
		}
		return (ObjectUtils.isArray(value)) ? Arrays.asList(ObjectUtils.toObjectArray(value)).iterator() : null;
	}

}
