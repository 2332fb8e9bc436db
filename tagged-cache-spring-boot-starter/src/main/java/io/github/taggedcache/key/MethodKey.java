package io.github.taggedcache.key;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;

/**
 * A key that names the method and its arguments.
 *
 * @param type the binary name of the class
 * @param method the name of the method
 * @param parameterTypes the binary names of the types of its parameters
 * @param arguments the arguments
 */
public record MethodKey(String type, String method, List<String> parameterTypes, List<@Nullable Object> arguments) {

	/**
	 * The key of a call.
	 * @param method the method that the caller named
	 * @param targetClass the class of the called object
	 * @param arguments the arguments that belong to the key
	 * @return the key, the same for a method and for the one that it implements
	 */
	public static MethodKey of(Method method, Class<?> targetClass, @Nullable Object... arguments) {
		Class<?>[] parameterTypes = AopUtils.getMostSpecificMethod(method, targetClass).getParameterTypes();
		return new MethodKey(MethodOwner.of(method, targetClass).getName(), method.getName(),
				Arrays.stream(parameterTypes).map(Class::getName).toList(),
				Collections.unmodifiableList(Arrays.asList(arguments.clone())));
	}

	/**
	 * The form of the key. The lengths of its parts do not matter: names are quoted where
	 * they could contain what stands between them.
	 */
	static void write(Object value, KeyWriter writer) {
		MethodKey key = (MethodKey) value;
		writer.open("method(");
		writer.raw().append(QuotedText.name(key.type())).append(',').append(QuotedText.name(key.method())).append("(");
		String separator = "";
		for (String parameterType : key.parameterTypes()) {
			writer.raw().append(separator).append(QuotedText.name(parameterType));
			separator = ",";
		}
		writer.raw().append(")(");
		writer.values(key.arguments());
		writer.raw().append(')');
		writer.close(')');
	}

}
