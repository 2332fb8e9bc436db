package io.github.taggedcache.json;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An object as text that is equal for equal objects only: with all classes, fields and
 * elements in their order. Collections count as list, set or map.
 */
@SuppressWarnings("JavaUtilDate")
final class Canonical {

	private final IdentityHashMap<Object, Integer> seen = new IdentityHashMap<>();

	private Canonical() {
	}

	static String text(@Nullable Object value) {
		return new Canonical().of(value);
	}

	private String of(@Nullable Object value) {
		if (value == null) {
			return "null";
		}
		if (value instanceof Enum<?> constant) {
			return constant.getDeclaringClass().getName() + "." + constant.name();
		}
		String name = value.getClass().getName();
		if (!name.startsWith("java.lang.")) {
			Integer first = this.seen.putIfAbsent(value, this.seen.size());
			if (first != null && !(value instanceof Collection<?> || value instanceof Map<?, ?>)
					&& !name.startsWith("java.")) {
				return "#" + first;
			}
		}
		if (value instanceof Map<?, ?> map) {
			return map.entrySet()
				.stream()
				.map((entry) -> of(entry.getKey()) + "=" + of(entry.getValue()))
				.collect(Collectors.joining(", ", "map{", "}"));
		}
		if (value instanceof Collection<?> collection) {
			return collection.stream()
				.map(this::of)
				.collect(Collectors.joining(", ", ((value instanceof Set) ? "set" : "list") + "[", "]"));
		}
		if (value.getClass().isArray()) {
			List<String> elements = new ArrayList<>();
			for (int i = 0; i < Array.getLength(value); i++) {
				elements.add(of(Array.get(value, i)));
			}
			return name + elements;
		}
		return platform(value, name);
	}

	private String platform(Object value, String name) {
		if (value instanceof Optional<?> optional) {
			return "optional(" + of(optional.orElse(null)) + ")";
		}
		if (value instanceof AtomicReference<?> reference) {
			return "reference(" + of(reference.get()) + ")";
		}
		if (value instanceof Map.Entry<?, ?> entry) {
			return "entry(" + of(entry.getKey()) + "=" + of(entry.getValue()) + ")";
		}
		if (value instanceof Calendar calendar) {
			return name + calendar.getTimeInMillis() + calendar.getTimeZone().getID() + calendar.isLenient()
					+ calendar.getFirstDayOfWeek() + calendar.getMinimalDaysInFirstWeek();
		}
		if (value instanceof Date date) {
			return name + date.getTime() + date;
		}
		if (value instanceof Pattern pattern) {
			return name + pattern + pattern.flags();
		}
		if (value instanceof TimeZone zone) {
			return name + zone.getID();
		}
		if (value instanceof ByteBuffer buffer) {
			byte[] bytes = new byte[buffer.remaining()];
			buffer.duplicate().get(bytes);
			return "buffer" + of(bytes);
		}
		if (value instanceof JsonNode node) {
			return name + (node.isContainer() ? node.valueStream().map(this::of).toList() + "" + node : node);
		}
		return (name.startsWith("java.") || name.startsWith("sun.")) ? name + ":" + value : name + fields(value);
	}

	private String fields(Object value) {
		List<String> fields = new ArrayList<>();
		for (Class<?> type = value.getClass(); !type.getName().startsWith("java."); type = type.getSuperclass()) {
			for (Field field : type.getDeclaredFields()) {
				if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
					field.setAccessible(true);
					try {
						fields.add(type.getSimpleName() + "." + field.getName() + "=" + of(field.get(value)));
					}
					catch (IllegalAccessException ex) {
						throw new IllegalStateException(ex);
					}
				}
			}
		}
		return fields.toString();
	}

}
