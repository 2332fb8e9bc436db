package io.github.taggedcache.core.codec;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.Arrays;

import io.github.taggedcache.core.envelope.UndecodableException;
import org.jspecify.annotations.Nullable;

/**
 * Turns values into bytes and back. Runs on the caller's thread or on the cache's own
 * executor, never on a driver's thread, and under no lock.
 */
public interface ValueCodec {

	/**
	 * The number that entries written by this codec carry.
	 * @return the id; a codec whose bytes mean something else takes another one
	 */
	byte id();

	/**
	 * What bytes of a type depend on besides the type's name: the names and types of the
	 * stored properties, those of their types, and so on. Two releases of an application
	 * that disagree about any of it must get different texts.
	 * @param type the type, without type variables
	 * @return a text of any length, the same on every node; empty for a type of the JDK
	 * that has no properties of its own, such as text, numbers and dates
	 */
	default String structure(Type type) {
		return "";
	}

	/**
	 * The type that values are bound to.
	 * @param type the type, without type variables
	 * @param declaredBy who said so, for messages
	 * @return the type with the fingerprint of its name and structure
	 */
	default ValueType type(Type type, String declaredBy) {
		return ValueType.of(type, structure(type), declaredBy);
	}

	/**
	 * Turns a value into bytes.
	 * @param value the value
	 * @param type the type that it will be bound to when it is read
	 * @return the bytes
	 * @throws UnstorableValueException if the bytes would not come back as the same
	 * value; the message names the type, who declared it, and the remedy
	 */
	byte[] encode(Object value, ValueType type);

	/**
	 * Turns bytes into a value.
	 * @param payload the bytes
	 * @param type the type to bind them to
	 * @return the value
	 * @throws UndecodableException if they do not bind to the type
	 */
	Object decode(ByteBuffer payload, ValueType type) throws UndecodableException;

	/**
	 * Where a value differs from what the cache holds. What storing alone changes is no
	 * difference, such as another implementation of a list.
	 * @param value the value, as a method returned it
	 * @param cached what the cache holds
	 * @param type the type of both
	 * @return the path of the first difference, without values; null if there is none
	 * @throws UnstorableValueException if the value cannot be compared
	 */
	default @Nullable String difference(Object value, Object cached, ValueType type) {
		return (value.equals(cached) || Arrays.equals(encode(value, type), encode(cached, type))) ? null
				: value.getClass().getName();
	}

}
