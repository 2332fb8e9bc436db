package io.github.taggedcache.key;

import java.util.List;

/**
 * The errors for keys that have no text: what is wrong, and what to do.
 */
final class UnsupportedKeys {

	private UnsupportedKeys() {
	}

	static IllegalArgumentException type(Class<?> type, Class<?> keyType) {
		return new IllegalArgumentException(
				"Type %s%s is not supported in a cache key. %s".formatted(type.getTypeName(),
						(type != keyType) ? " (in a key of type " + keyType.getTypeName() + ")" : "", remedy(type)));
	}

	static IllegalArgumentException record(Class<?> type, Exception cause) {
		return new IllegalArgumentException(
				"The components of record %s cannot be read for a cache key. Open its package to this module, use key = \"...\" in the annotation, or declare a Converter<%s, String> bean."
					.formatted(type.getTypeName(), type.getSimpleName()),
				cause);
	}

	static IllegalArgumentException tooDeep(Class<?> keyType) {
		return new IllegalArgumentException(
				"A cache key of type %s is nested deeper than %d levels or contains itself. %s"
					.formatted(keyType.getTypeName(), KeyWriter.MAXIMUM_DEPTH, remedy(keyType)));
	}

	static IllegalArgumentException tooLong(Class<?> keyType) {
		return new IllegalArgumentException("A cache key of type %s has a text of more than %d characters. %s"
			.formatted(keyType.getTypeName(), KeyWriter.MAXIMUM_LENGTH, remedy(keyType)));
	}

	static IllegalArgumentException surrogate(String text, int index) {
		return new IllegalArgumentException(
				"A cache key contains text without a UTF-8 form: an unpaired surrogate U+%04X at index %d. Remove or replace it before the text becomes a key."
					.formatted((int) text.charAt(index), index));
	}

	static IllegalArgumentException converterGaveNull(Class<?> type, Class<?> valueType) {
		return new IllegalArgumentException(
				"The Converter<%s, String> bean gave null for a cache key of type %s. It must give a text for every key."
					.formatted(type.getTypeName(), valueType.getTypeName()));
	}

	static IllegalArgumentException ambiguous(Class<?> type, List<Class<?>> candidates) {
		return new IllegalArgumentException(
				"Several Converter beans to String apply equally to a cache key of type %s: those for %s. Declare exactly one Converter<%s, String> bean, or use key = \"...\" in the annotation."
					.formatted(type.getTypeName(), candidates.stream().map(Class::getTypeName).sorted().toList(),
							type.getSimpleName()));
	}

	private static String remedy(Class<?> type) {
		return "Use key = \"...\" in the annotation, make it a record, or declare a Converter<%s, String> bean."
			.formatted(type.getSimpleName());
	}

}
