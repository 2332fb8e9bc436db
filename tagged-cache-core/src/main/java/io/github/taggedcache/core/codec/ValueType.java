package io.github.taggedcache.core.codec;

import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import org.jspecify.annotations.Nullable;

/**
 * The generic type that payloads are bound to, with a fingerprint that tells two types
 * apart where the payload alone does not.
 *
 * @param type the type, without type variables
 * @param fingerprint first eight bytes of the SHA-256 of the type's name
 * @param declaredBy who said so, for messages: a method, or a region's customizer
 */
public record ValueType(Type type, long fingerprint, String declaredBy) implements ValueTypes {

	@Override
	public @Nullable ValueType toRead(long fingerprint) {
		return (this.fingerprint == fingerprint) ? this : null;
	}

	@Override
	public ValueType toWrite(@Nullable Object value) {
		return this;
	}

	/**
	 * Makes a type with its fingerprint.
	 * @param type the type, without type variables
	 * @param declaredBy who said so, for messages
	 * @return the type; primitives become their wrappers
	 */
	public static ValueType of(Type type, String declaredBy) {
		Type boxed = (type instanceof Class<?> raw && raw.isPrimitive())
				? MethodType.methodType(raw).wrap().returnType() : type;
		return new ValueType(boxed, fingerprintOf(boxed.getTypeName()), declaredBy);
	}

	private static long fingerprintOf(String name) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
			return ByteBuffer.wrap(digest).getLong();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * The name of the type.
	 * @return its name with its type arguments
	 */
	public String name() {
		return this.type.getTypeName();
	}

}
