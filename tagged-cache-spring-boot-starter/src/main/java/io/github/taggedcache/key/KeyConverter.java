package io.github.taggedcache.key;

import org.springframework.core.convert.converter.Converter;
import org.springframework.util.Assert;

/**
 * A type that may occur in cache keys, and how it becomes text. The converter must give
 * different texts for different keys, and the same text for the same key on every node.
 *
 * @param <T> the type
 * @param type the class or interface, whose subtypes are included
 * @param converter gives the text, never {@code null}; called on every access to the
 * cache
 */
public record KeyConverter<T>(Class<T> type, Converter<? super T, String> converter) {

	/**
	 * Create a key converter.
	 * @param type the class or interface, which is no primitive
	 * @param converter gives the text
	 * @throws IllegalArgumentException if the type is a primitive
	 */
	public KeyConverter {
		Assert.notNull(type, "'type' must not be null");
		Assert.isTrue(!type.isPrimitive(),
				() -> "'type' must not be the primitive " + type + ", which the built-in forms cover");
		Assert.notNull(converter, "'converter' must not be null");
	}

}
