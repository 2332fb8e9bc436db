package io.github.taggedcache.key;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The forms that converters give, the closest one to a class first.
 */
final class ConverterForms {

	private final List<KeyConverter<?>> converters;

	ConverterForms(List<KeyConverter<?>> converters) {
		this.converters = List.copyOf(converters);
	}

	@Nullable KeyForm find(Class<?> type) {
		List<KeyConverter<?>> applicable = this.converters.stream()
			.filter((converter) -> converter.type().isAssignableFrom(type))
			.toList();
		if (applicable.isEmpty()) {
			return null;
		}
		List<KeyConverter<?>> closest = applicable.stream().filter((one) -> isClosest(one, applicable)).toList();
		if (closest.size() != 1) {
			throw UnsupportedKeys.ambiguous(type, applicable.stream().<Class<?>>map(KeyConverter::type).toList());
		}
		return form(closest.get(0));
	}

	private static boolean isClosest(KeyConverter<?> converter, List<KeyConverter<?>> others) {
		return others.stream().allMatch((other) -> other.type().isAssignableFrom(converter.type()));
	}

	private static <T> KeyForm form(KeyConverter<T> converter) {
		String start = QuotedText.nameOf(converter.type()) + "<";
		return (value, writer) -> {
			String text = converter.converter().convert(converter.type().cast(value));
			if (text == null) {
				throw UnsupportedKeys.converterGaveNull(converter.type(), value.getClass());
			}
			QuotedText.append(writer.raw().append(start), text, '"');
			writer.raw().append('>');
		};
	}

}
