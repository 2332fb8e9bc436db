package io.github.taggedcache.key;

import java.util.HashMap;
import java.util.Map;

/**
 * The form of the constants of one enum.
 */
final class EnumForm implements KeyForm {

	private final Map<Object, String> texts = new HashMap<>();

	/**
	 * Create the form of an enum.
	 * @param type the class of a constant: the enum, or that of a constant with a body
	 */
	EnumForm(Class<?> type) {
		Class<?> enumType = type.isEnum() ? type : type.getSuperclass();
		String start = QuotedText.nameOf(enumType) + ".";
		for (Object constant : enumType.getEnumConstants()) {
			this.texts.put(constant, start + QuotedText.name(((Enum<?>) constant).name()));
		}
	}

	@Override
	public void write(Object value, KeyWriter writer) {
		writer.raw().append(this.texts.get(value));
	}

}
