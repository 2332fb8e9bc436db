package io.github.taggedcache;

/**
 * Whether callers get copies of the values in the memory of a node.
 */
public enum NearCacheCopy {

	/**
	 * Where a caller could change the value. Values that nobody can change are shared
	 * (text, numbers, enums, {@code java.time}, records and classes with final fields of
	 * such, unmodifiable collections of such). Collections, maps and arrays of such
	 * values are copied. All other values are decoded for each read.
	 */
	AUTO,

	/** All values are decoded for each read. */
	ALWAYS,

	/** All callers get the same object. What one of them changes, the others see. */
	NEVER

}
