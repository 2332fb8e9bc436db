package io.github.taggedcache.key;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;

import org.jspecify.annotations.Nullable;

/**
 * The forms of the types of {@code java.sql}. To be used only where its module is there.
 */
final class SqlForms {

	private SqlForms() {
	}

	static @Nullable KeyForm find(Class<?> type) {
		if (type == Timestamp.class) {
			return (value,
					writer) -> writer.raw().append("Timestamp(").append(((Timestamp) value).toInstant()).append(')');
		}
		if (type == Date.class) {
			return (value, writer) -> PlatformForms.writeInstant("SqlDate", (Date) value, writer);
		}
		if (type == Time.class) {
			return (value, writer) -> PlatformForms.writeInstant("SqlTime", (Time) value, writer);
		}
		return null;
	}

}
