package io.github.taggedcache.data.jpa.load;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names in a piece of SQL that may be those of tables.
 */
final class SqlNames {

	private static final Pattern NAME = Pattern
		.compile("\"([^\"]+)\"|`([^`]+)`|\\[([^\\]]+)\\]|([\\p{L}_][\\p{L}\\p{N}_$#]*)");

	private SqlNames() {
	}

	/**
	 * Returns all names.
	 * @param sql the SQL
	 * @return the names in lower case, and not only those of tables
	 */
	static Set<String> of(String sql) {
		Set<String> names = new LinkedHashSet<>();
		Matcher matcher = NAME.matcher(sql);
		while (matcher.find()) {
			for (int group = 1; group <= matcher.groupCount(); group++) {
				if (matcher.group(group) != null) {
					names.add(matcher.group(group).toLowerCase(Locale.ROOT));
				}
			}
		}
		return names;
	}

	/**
	 * Returns the names where a piece of SQL reads tables. A formula or a restriction
	 * does that in a subselect only; without one its names are those of columns.
	 * @param sql the SQL
	 * @return none if there is no subselect
	 */
	static Set<String> ofSubselects(String sql) {
		return sql.toLowerCase(Locale.ROOT).contains("select") ? of(sql) : Set.of();
	}

}
