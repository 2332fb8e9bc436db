package io.github.taggedcache.core.codec;

import org.jspecify.annotations.Nullable;

/**
 * The types that a call reads and writes. A {@link ValueType} is the usual case: this
 * type and no other.
 */
public interface ValueTypes {

	/**
	 * Which type to bind a stored payload to.
	 * @param fingerprint the fingerprint of the type that it was written as
	 * @return the type, or null if the call cannot use it
	 */
	@Nullable ValueType toRead(long fingerprint);

	/**
	 * Which type to write a value as.
	 * @param value the value, which may be null
	 * @return the type
	 * @throws IllegalStateException if none is known; the message says where to declare
	 * it
	 */
	ValueType toWrite(@Nullable Object value);

	/**
	 * What tells these types from others.
	 * @return the fingerprint of the type; zero where there is not just one
	 */
	long fingerprint();

	/**
	 * What these types add to the keys of their entries in the store, so that entries of
	 * another structure lie apart.
	 * @return the form of the type; empty where there is not just one
	 */
	String form();

}
