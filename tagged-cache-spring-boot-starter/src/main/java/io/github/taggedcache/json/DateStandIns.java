package io.github.taggedcache.json;

import java.sql.Time;
import java.sql.Timestamp;
import java.util.Date;
import java.util.Map;

import org.springframework.util.ClassUtils;

/**
 * Dates, and where the module {@code java.sql} is present its dates, each as its own
 * class: databases give a timestamp where a plain date is declared.
 */
@SuppressWarnings("JavaUtilDate")
final class DateStandIns {

	private DateStandIns() {
	}

	static StandIn create(ClassLoader classLoader) {
		return ClassUtils.isPresent("java.sql.Timestamp", classLoader) ? Sql.create()
				: StandIn.of(Date.class, DateForm.class, DateStandIns::plain, (form) -> new Date(form.time()));
	}

	private static DateForm plain(Date date) {
		if (date.getClass() != Date.class) {
			throw ObstacleException.becomes(Obstacle.SUBCLASS, date.getClass(), "java.util.Date");
		}
		return new DateForm(DateKind.DATE, date.getTime(), 0);
	}

	record DateForm(DateKind kind, long time, int nanos) {
	}

	enum DateKind {

		DATE, TIMESTAMP, SQL_DATE, SQL_TIME

	}

	/**
	 * To be used only where the module {@code java.sql} is present.
	 */
	private static final class Sql {

		private static final Map<Class<?>, DateKind> KINDS = Map.of(Date.class, DateKind.DATE, Timestamp.class,
				DateKind.TIMESTAMP, java.sql.Date.class, DateKind.SQL_DATE, Time.class, DateKind.SQL_TIME);

		static StandIn create() {
			return new StandIn((type) -> KINDS.containsKey(type.getRawClass()),
					(type, types) -> types.constructType(DateForm.class), (date, type) -> of((Date) date),
					(form, type) -> toDate((DateForm) form));
		}

		private static DateForm of(Date date) {
			DateKind kind = KINDS.get(date.getClass());
			if (kind == null) {
				throw ObstacleException.becomes(Obstacle.SUBCLASS, date.getClass(), "java.util.Date");
			}
			return new DateForm(kind, date.getTime(), (date instanceof Timestamp timestamp) ? timestamp.getNanos() : 0);
		}

		private static Date toDate(DateForm form) {
			return switch (form.kind()) {
				case DATE -> new Date(form.time());
				case SQL_DATE -> new java.sql.Date(form.time());
				case SQL_TIME -> new Time(form.time());
				case TIMESTAMP -> {
					Timestamp timestamp = new Timestamp(form.time());
					timestamp.setNanos(form.nanos());
					yield timestamp;
				}
			};
		}

	}

}
