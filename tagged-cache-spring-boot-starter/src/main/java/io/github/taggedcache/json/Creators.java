package io.github.taggedcache.json;

import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.function.Function;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.AnnotatedWithParams;

/**
 * Decides which annotated creators make a value of what was stored of it.
 * <p>
 * A creator that takes a single value counts together with {@code @JsonValue}. A creator
 * that takes properties counts if each of them is a field of the same type. With any
 * other one the class is made without it, and its fields are set.
 */
final class Creators {

	private Creators() {
	}

	/**
	 * Whether a class has a creator for what its {@code @JsonValue} gives. Constants of
	 * an enum need none of that: they have names.
	 */
	static boolean hasValueCreator(Class<?> type) {
		return !type.isEnum()
				&& Stream
					.<Executable>concat(Stream.of(type.getDeclaredConstructors()),
							Stream.of(type.getDeclaredMethods())
								.filter((method) -> Modifier.isStatic(method.getModifiers())))
					.anyMatch(Creators::takesValue);
	}

	private static boolean takesValue(Executable executable) {
		JsonCreator creator = executable.getAnnotation(JsonCreator.class);
		return creator != null && executable.getParameterCount() == 1 && takesValue(creator.mode());
	}

	private static boolean takesValue(JsonCreator.Mode mode) {
		return mode == JsonCreator.Mode.DEFAULT || mode == JsonCreator.Mode.DELEGATING;
	}

	static JsonCreator.@Nullable Mode modeOf(AnnotatedWithParams creator, JsonCreator.Mode mode,
			Function<AnnotatedParameter, @Nullable String> names) {
		Class<?> type = creator.getDeclaringClass();
		if (type.isEnum()) {
			return null;
		}
		if (creator.getParameterCount() == 1 && takesValue(mode) && hasValue(type)) {
			return JsonCreator.Mode.DELEGATING;
		}
		if (type.isRecord() || mode == JsonCreator.Mode.DELEGATING || creator.getParameterCount() == 0) {
			return null;
		}
		for (int i = 0; i < creator.getParameterCount(); i++) {
			AnnotatedParameter parameter = creator.getParameter(i);
			if (fieldName(parameter, names.apply(parameter)) == null) {
				return null;
			}
		}
		return JsonCreator.Mode.PROPERTIES;
	}

	private static boolean hasValue(Class<?> type) {
		return Stream.concat(Stream.of(type.getDeclaredFields()), Stream.of(type.getDeclaredMethods()))
			.map((member) -> member.getAnnotation(JsonValue.class))
			.anyMatch((annotation) -> annotation != null && annotation.value());
	}

	/**
	 * The field that a parameter fills: the one of the parameter's name, or the one that
	 * carries this name as an annotation.
	 */
	static @Nullable String fieldName(AnnotatedParameter parameter, @Nullable String name) {
		if (name == null) {
			return null;
		}
		Field found = null;
		for (Field field : StoredClass.fields(parameter.getDeclaringClass())) {
			JsonProperty property = field.getAnnotation(JsonProperty.class);
			if (field.getName().equals(name) || (property != null && property.value().equals(name))) {
				found = field;
				break;
			}
		}
		return (found != null && found.getType() == parameter.getRawType()) ? found.getName() : null;
	}

}
