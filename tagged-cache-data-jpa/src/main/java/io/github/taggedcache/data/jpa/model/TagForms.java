package io.github.taggedcache.data.jpa.model;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How the tags of entities are written.
 */
public final class TagForms {

	/** Carried by each value that has a tag of an entity. */
	public static final String EVERY_TABLE = "*";

	/** Carried by a value when nobody knows which tables it was read from. */
	public static final String ANY_OF_EVERY_TABLE = "*[]";

	private TagForms() {
	}

	/**
	 * Returns the tag of a row.
	 * @param name the name of the entity in tags
	 * @param id the text of the id
	 * @return the tag
	 */
	public static String row(String name, String id) {
		return name + ":" + id;
	}

	/**
	 * Returns the tag that each change of a row invalidates.
	 * @param name the name of the entity in tags
	 * @return the tag
	 */
	public static String any(String name) {
		return name + "[]";
	}

	/**
	 * Returns the tag of what shows more rows than have tags of their own: a change of
	 * one of the rows invalidates it.
	 * @param name the name of the entity in tags
	 * @return the tag
	 */
	public static String many(String name) {
		return name + "[+]";
	}

	/**
	 * Returns the tag of all that reads the table.
	 * @param name the name of the entity in tags
	 * @return the tag
	 */
	public static String table(String name) {
		return name;
	}

	/**
	 * Returns the tag of the rows with certain values.
	 * @param name the name of the entity in tags
	 * @param values the text of each value, by field
	 * @return the tag, with the fields in the order of their names
	 */
	public static String scope(String name, Map<String, String> values) {
		return new TreeMap<>(values).entrySet()
			.stream()
			.map((value) -> value.getKey() + "=" + value.getValue())
			.collect(Collectors.joining(",", name + "[", "]"));
	}

}
