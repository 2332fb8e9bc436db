package io.github.taggedcache.key;

/**
 * How the values of one class are written.
 */
@FunctionalInterface
interface KeyForm {

	/**
	 * Write a value.
	 * @param value a value of the class that this form was found for
	 * @param writer where to write
	 */
	void write(Object value, KeyWriter writer);

}
