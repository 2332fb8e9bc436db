package io.github.taggedcache.type;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A generic class with its arguments, named as the JDK names it, whoever resolved them:
 * the name decides about the fingerprint of entries.
 *
 * @param rawClass the class
 * @param arguments its type arguments
 */
public record ParameterizedValueType(Class<?> rawClass, List<Type> arguments) implements ParameterizedType {

	public ParameterizedValueType {
		arguments = List.copyOf(arguments);
	}

	@Override
	public Type[] getActualTypeArguments() {
		return this.arguments.toArray(Type[]::new);
	}

	@Override
	public Type getRawType() {
		return this.rawClass;
	}

	@Override
	public @Nullable Type getOwnerType() {
		return this.rawClass.getDeclaringClass();
	}

	@Override
	public String getTypeName() {
		return this.arguments.stream()
			.map(Type::getTypeName)
			.collect(Collectors.joining(", ", this.rawClass.getName() + "<", ">"));
	}

	@Override
	public String toString() {
		return getTypeName();
	}

}
