package io.github.taggedcache.data.jpa;

import java.util.Locale;

import io.github.taggedcache.data.jpa.load.ObservedRows;
import io.github.taggedcache.data.jpa.model.EntityModels;
import io.github.taggedcache.data.jpa.step.Step;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/**
 * Tells loads about statements, in the plainest way.
 */
class ObservedSelects implements StatementInspector {

	private static final long serialVersionUID = 1L;

	private final transient EntityModels models;

	ObservedSelects(EntityModels models) {
		this.models = models;
	}

	@Override
	public String inspect(String sql) {
		ObservedRows rows = ObservedRows.current();
		if (rows != null && !Step.READS_BY_ID.isRunning()) {
			for (String name : sql.toLowerCase(Locale.ROOT).split("[^a-z_]+")) {
				rows.queried(this.models.ofTable(name));
			}
		}
		return sql;
	}

}
