package io.github.taggedcache.core.codec;

import java.nio.ByteBuffer;

import io.github.taggedcache.core.envelope.UndecodableException;

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

}
