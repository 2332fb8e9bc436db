package io.github.taggedcache.data.jpa.statement;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The names in a piece of SQL that may be those of tables.
 */
public final class SqlNames {

	private SqlNames() {
	}

	/**
	 * Returns all names, as far as they stand outside of literals and comments.
	 * @param sql the SQL
	 * @return the names in lower case, without quotes, and not only those of tables
	 */
	public static Set<String> of(String sql) {
		Set<String> names = new LinkedHashSet<>();
		new SqlLexer(sql, false).tokens().stream().filter(Token::isName).map(Token::text).forEach(names::add);
		return names;
	}

	/**
	 * Returns the names where a piece of SQL reads tables. A formula or a restriction
	 * does that in a subselect only; without one its names are those of columns.
	 * @param sql the SQL
	 * @return none if there is no subselect
	 */
	public static Set<String> ofSubselects(String sql) {
		return sql.toLowerCase(Locale.ROOT).contains("select") ? of(sql) : Set.of();
	}

}
