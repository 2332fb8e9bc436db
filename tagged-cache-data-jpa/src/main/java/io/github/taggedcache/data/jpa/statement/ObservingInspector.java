package io.github.taggedcache.data.jpa.statement;

import java.io.NotSerializableException;

import io.github.taggedcache.data.jpa.model.EntityModels;
import io.github.taggedcache.data.jpa.step.Step;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

/**
 * Sees each statement that Hibernate prepares, and tells a listener which tables it
 * touches. It changes no statement. Where the application has an inspector of its own,
 * that one is asked first, and what it returns is looked at.
 * <p>
 * A statement is compared with the names of the known tables, and not parsed: a table too
 * much costs a reload. A statement whose verb is not known, or a call of a procedure,
 * touches every table.
 */
public final class ObservingInspector implements StatementInspector {

	private static final long serialVersionUID = 1;

	private final transient Statements statements;

	private final transient StatementListener listener;

	private final transient @Nullable StatementInspector application;

	/**
	 * Creates an inspector, for the setting
	 * {@code hibernate.session_factory.statement_inspector}.
	 * @param models the persistence units; those that are added later count as well
	 * @param listener hears of statements
	 * @param application the inspector of the application; null if there is none
	 */
	public ObservingInspector(EntityModels models, StatementListener listener,
			@Nullable StatementInspector application) {
		this.statements = new Statements(models);
		this.listener = listener;
		this.application = application;
	}

	@Override
	public String inspect(String sql) {
		String changed = (this.application != null) ? this.application.inspect(sql) : null;
		String used = (changed != null) ? changed : sql;
		TouchedTables touched = this.statements.of(used);
		if (!touched.known() || !touched.written().isEmpty()) {
			this.listener.written(touched.written(), touched.known());
		}
		if ((!touched.known() || !touched.read().isEmpty()) && !Step.READS_BY_ID.isRunning()) {
			this.listener.read(touched.read(), touched.known());
		}
		return used;
	}

	/**
	 * A session that is written to a stream would lose what it observes.
	 */
	private Object writeReplace() throws NotSerializableException {
		throw new NotSerializableException(ObservingInspector.class.getName());
	}

}
