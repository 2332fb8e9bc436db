package io.github.taggedcache.json;

import java.util.function.BiFunction;
import java.util.function.Function;

import tools.jackson.databind.JavaType;
import tools.jackson.databind.type.TypeFactory;

/**
 * How objects of a type are stored as objects of another one, which JSON carries exactly.
 *
 * @param handled whether a type is stored in this way
 * @param storedAs the type to store it as
 * @param store makes what is stored; throws {@link ObstacleException} for an object that
 * would not come back
 * @param restore makes the object again, of the declared type
 */
record StandIn(Function<JavaType, Boolean> handled, BiFunction<JavaType, TypeFactory, JavaType> storedAs,
		BiFunction<Object, JavaType, Object> store, BiFunction<Object, JavaType, Object> restore) {

	/**
	 * A stand-in for classes without type arguments.
	 */
	@SuppressWarnings("unchecked")
	static <T, S> StandIn of(Class<T> type, Class<S> stored, Function<T, S> store, Function<S, T> restore) {
		return new StandIn((declared) -> declared.hasRawClass(type), (declared, types) -> types.constructType(stored),
				(value, declared) -> store.apply((T) value), (form, declared) -> restore.apply((S) form));
	}

}
