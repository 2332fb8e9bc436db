package io.github.taggedcache.type;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Type;

/**
 * An array of a generic class.
 *
 * @param componentType the type of its elements
 */
public record ArrayValueType(Type componentType) implements GenericArrayType {

	@Override
	public Type getGenericComponentType() {
		return this.componentType;
	}

	@Override
	public String getTypeName() {
		return this.componentType.getTypeName() + "[]";
	}

	@Override
	public String toString() {
		return getTypeName();
	}

}
