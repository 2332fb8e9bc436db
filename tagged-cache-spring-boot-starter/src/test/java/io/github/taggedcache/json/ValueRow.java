package io.github.taggedcache.json;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

/**
 * One line of the table of values.
 *
 * @param name what the line shows
 * @param type the declared type
 * @param value a value
 * @param kind the kind of problem that keeps it from being stored, or null if it comes
 * back equal
 */
record ValueRow(String name, Type type, Object value, @Nullable String kind) {

	@Override
	public String toString() {
		return this.name;
	}

}
