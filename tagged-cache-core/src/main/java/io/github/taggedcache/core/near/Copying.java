package io.github.taggedcache.core.near;

/**
 * Whether callers get copies of the values that a node keeps in its memory.
 */
public enum Copying {

	/**
	 * Where a caller could change the value: values that nobody can change are shared,
	 * collections of such values are copied, all other values are decoded for each read.
	 */
	AUTO,

	/** All values are decoded for each read. */
	ALWAYS,

	/** All callers get the same object. What one of them changes, the others see. */
	NEVER

}
