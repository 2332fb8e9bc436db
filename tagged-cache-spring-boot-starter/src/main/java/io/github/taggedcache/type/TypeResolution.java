package io.github.taggedcache.type;

import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.core.ResolvableType;

/**
 * Makes plain types of resolvable ones: type variables are replaced by what they stand
 * for, or else by their bound, and wildcards by their bound.
 */
final class TypeResolution {

	private final Set<Type> variables = new HashSet<>();

	private TypeResolution() {
	}

	/**
	 * Resolves a type.
	 * @return a class, a generic class or an array of such; {@code Object} if nothing is
	 * known
	 */
	static Type resolve(ResolvableType type) {
		return new TypeResolution().plain(type);
	}

	private Type plain(ResolvableType type) {
		if (type.getType() instanceof Class<?> known) {
			return known;
		}
		if (type.isArray()) {
			Type component = plain(type.getComponentType());
			return (component instanceof Class<?> known) ? known.arrayType() : new ArrayValueType(component);
		}
		Class<?> raw = type.resolve(Object.class);
		if (!(type.getType() instanceof TypeVariable<?> variable)) {
			return withArguments(raw, type.getGenerics());
		}
		if (!this.variables.add(variable)) {
			// A variable in its own bound, as in T extends Comparable<T>
			return raw;
		}
		Type resolved = withArguments(raw, type.getGenerics());
		this.variables.remove(variable);
		return resolved;
	}

	private Type withArguments(Class<?> raw, ResolvableType[] arguments) {
		boolean isRaw = Stream.of(arguments).allMatch((argument) -> argument.resolve() == null && !argument.isArray());
		return isRaw ? raw : new ParameterizedValueType(raw, Stream.of(arguments).map(this::plain).toList());
	}

	/**
	 * The argument that a type gives to its only variable as a subtype of another one.
	 */
	static Type argument(Type type, Class<?> supertype) {
		return argument(type, supertype, 0);
	}

	/**
	 * The argument that a type gives to one of its variables as a subtype of another one.
	 */
	static Type argument(Type type, Class<?> supertype, int index) {
		return resolve(ResolvableType.forType(type).as(supertype).getGeneric(index));
	}

	/**
	 * The type of the elements of an array.
	 */
	static Type component(Type type) {
		return resolve(ResolvableType.forType(type).getComponentType());
	}

	static Class<?> rawClass(Type type) {
		return ResolvableType.forType(type).resolve(Object.class);
	}

}
