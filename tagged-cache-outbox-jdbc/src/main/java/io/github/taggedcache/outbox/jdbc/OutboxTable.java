package io.github.taggedcache.outbox.jdbc;

import java.util.Collections;
import java.util.regex.Pattern;

/**
 * The table of the outbox, and the statements on it. They are the same on H2, PostgreSQL,
 * MySQL and MariaDB.
 *
 * @param name the name of the table, with a schema before it or not
 */
public record OutboxTable(String name) {

	/** The name that the scripts of the schema have. */
	public static final String DEFAULT_NAME = "tagged_cache_outbox";

	private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)?");

	public OutboxTable {
		if (!NAME.matcher(name).matches()) {
			throw new IllegalArgumentException(
					"The name of a table has letters, digits and underscores, with a schema and a dot before it or not");
		}
	}

	String insert() {
		return "INSERT INTO " + this.name + " (namespace, kind, names) VALUES (?, ?, ?)";
	}

	/**
	 * Locks the oldest rows up to an id. Rows that somebody else has locked are left out,
	 * or waited for where the database cannot leave them out.
	 */
	String claim(boolean skipLocked) {
		return "SELECT id, kind, names, attempts FROM " + this.name
				+ " WHERE namespace = ? AND id <= ? ORDER BY id LIMIT ? FOR UPDATE"
				+ (skipLocked ? " SKIP LOCKED" : "");
	}

	/**
	 * Reads the oldest rows below an id, whoever has locked them.
	 */
	String olderThan() {
		return "SELECT id, kind, names, attempts FROM " + this.name
				+ " WHERE namespace = ? AND id < ? ORDER BY id LIMIT ?";
	}

	String delete(int rows) {
		return "DELETE FROM " + this.name + " WHERE id IN (" + parameters(rows) + ")";
	}

	String countAttempt(int rows) {
		return "UPDATE " + this.name + " SET attempts = attempts + 1 WHERE id IN (" + parameters(rows) + ")";
	}

	String look() {
		return "SELECT COUNT(*), MAX(id), MIN(created_at), CURRENT_TIMESTAMP(3) FROM " + this.name
				+ " WHERE namespace = ?";
	}

	private static String parameters(int count) {
		return String.join(", ", Collections.nCopies(count, "?"));
	}

}
