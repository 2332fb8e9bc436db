package io.github.taggedcache.core.codec;

import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.util.HexFormat;

import io.github.taggedcache.core.name.Fingerprint;
import org.jspecify.annotations.Nullable;

/**
 * The generic type that payloads are bound to, with a fingerprint that tells two types
 * apart where the payload alone does not.
 *
 * @param type the type, without type variables
 * @param fingerprint first eight bytes of the SHA-256 of the type's name and structure
 * @param form what the type adds to the keys of its entries in the store: the first half
 * of the fingerprint in eight hexadecimal digits, or nothing for a type without
 * structure. Two types with one half share keys and cost each other misses; the whole
 * fingerprint stands in the entry
 * @param declaredBy who said so, for messages: a method, or a region's customizer
 */
public record ValueType(Type type, long fingerprint, String form, String declaredBy) implements ValueTypes {

	@Override
	public @Nullable ValueType toRead(long fingerprint) {
		return (this.fingerprint == fingerprint) ? this : null;
	}

	@Override
	public ValueType toWrite(@Nullable Object value) {
		return this;
	}

	/**
	 * Makes a type without structure.
	 * @param type the type, without type variables
	 * @param declaredBy who said so, for messages
	 * @return the type; primitives become their wrappers
	 */
	public static ValueType of(Type type, String declaredBy) {
		return of(type, "", declaredBy);
	}

	/**
	 * Makes a type with its fingerprint.
	 * @param type the type, without type variables
	 * @param structure what its bytes depend on besides its name; empty if on nothing
	 * @param declaredBy who said so, for messages
	 * @return the type; primitives become their wrappers
	 * @see ValueCodec#structure
	 */
	public static ValueType of(Type type, String structure, String declaredBy) {
		Type boxed = (type instanceof Class<?> raw && raw.isPrimitive())
				? MethodType.methodType(raw).wrap().returnType() : type;
		if (structure.isEmpty()) {
			return new ValueType(boxed, Fingerprint.of(boxed.getTypeName()), "", declaredBy);
		}
		long fingerprint = Fingerprint.of(boxed.getTypeName() + '\n' + structure);
		return new ValueType(boxed, fingerprint, HexFormat.of().toHexDigits((int) (fingerprint >>> Integer.SIZE)),
				declaredBy);
	}

	/**
	 * The name of the type.
	 * @return its name with its type arguments
	 */
	public String name() {
		return this.type.getTypeName();
	}

}
