package io.github.taggedcache.outbox.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.github.taggedcache.InvalidationMode;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.transaction.InvalidationOutbox;

import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes the invalidations of a transaction into a table of its database. One insert for
 * each mode of the tags and one for the keys; more where the names do not fit into one
 * row.
 */
public final class JdbcInvalidationOutbox implements InvalidationOutbox {

	private final DataSource dataSource;

	private final OutboxRows rows;

	private final OutboxRelay relay;

	/**
	 * Creates an outbox.
	 * @param dataSource the database, as its transaction manager knows it
	 * @param rows its rows
	 * @param relay is told of rows that need not be relayed
	 */
	public JdbcInvalidationOutbox(DataSource dataSource, OutboxRows rows, OutboxRelay relay) {
		this.dataSource = dataSource;
		this.rows = rows;
		this.relay = relay;
	}

	/**
	 * A transaction that only reads has nothing to commit, and may refuse an insert.
	 */
	@Override
	public boolean isUsable() {
		return TransactionSynchronizationManager.isActualTransactionActive()
				&& !TransactionSynchronizationManager.isCurrentTransactionReadOnly()
				&& TransactionSynchronizationManager.hasResource(this.dataSource) && isConnectionInTransaction();
	}

	/**
	 * A connection that was only used in a transaction of something else commits each
	 * statement.
	 */
	private boolean isConnectionInTransaction() {
		Connection connection = null;
		try {
			connection = DataSourceUtils.getConnection(this.dataSource);
			return !connection.getAutoCommit();
		}
		catch (SQLException | CannotGetJdbcConnectionException ex) {
			return false;
		}
		finally {
			DataSourceUtils.releaseConnection(connection, this.dataSource);
		}
	}

	@Override
	public Receipt record(Map<InvalidationMode, ? extends Collection<String>> tags, Collection<EntryKey> keys) {
		List<Long> ids = new ArrayList<>();
		tags.forEach((mode, names) -> ids.addAll(this.rows.insert(kind(mode), names)));
		ids.addAll(this.rows.insert(OutboxRow.Kind.KEY, keys.stream().map(EntryKey::logName).toList()));
		List<Long> recorded = List.copyOf(ids);
		return () -> this.relay.delivered(recorded);
	}

	private static OutboxRow.Kind kind(InvalidationMode mode) {
		return switch (mode) {
			case HARD -> OutboxRow.Kind.HARD;
			case SOFT -> OutboxRow.Kind.SOFT;
		};
	}

}
