package io.github.taggedcache.outbox.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The rows of one namespace in the table of the outbox.
 */
public final class OutboxRows {

	/** Most characters of a namespace, as the schema has it. */
	private static final int MAX_NAMESPACE = 255;

	/** Nobody holds a row for longer than a command to the store takes. */
	private static final int QUERY_TIMEOUT_SECONDS = 10;

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transactions;

	private final OutboxTable table;

	private final String namespace;

	private volatile @Nullable Boolean skipsLocked;

	/**
	 * Creates access to the rows.
	 * @param dataSource the database
	 * @param table the table
	 * @param namespace the namespace of the invalidations
	 * @throws IllegalArgumentException if the namespace is too long for the table
	 */
	public OutboxRows(DataSource dataSource, OutboxTable table, String namespace) {
		this(dataSource, table, namespace, null);
	}

	/**
	 * Creates access to the rows.
	 * @param skipsLocked whether the database can leave out locked rows; null to try
	 */
	OutboxRows(DataSource dataSource, OutboxTable table, String namespace, @Nullable Boolean skipsLocked) {
		this.skipsLocked = skipsLocked;
		this.jdbc = new JdbcTemplate(dataSource);
		this.jdbc.setQueryTimeout(QUERY_TIMEOUT_SECONDS);
		this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
		// MySQL locks the gaps between rows at any higher level, and with them all
		// inserts
		this.transactions.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
		this.table = table;
		this.namespace = NameLines.forComparison(namespace);
		if (this.namespace.length() > MAX_NAMESPACE) {
			throw new IllegalArgumentException("The namespace '" + namespace + "' has more than " + MAX_NAMESPACE
					+ " characters, when all but small letters and digits count as three");
		}
	}

	/**
	 * Finds out whether the table can be used as the outbox uses it.
	 * @throws org.springframework.dao.DataAccessException if it cannot
	 */
	public void check() {
		inTransaction(() -> {
			look();
			return this.jdbc.query(this.table.claim(false), OutboxRows::row, this.namespace, Long.MIN_VALUE, 1);
		});
	}

	/**
	 * Writes rows in the current transaction.
	 * @return their ids
	 */
	List<Long> insert(OutboxRow.Kind kind, Collection<String> names) {
		List<Long> ids = new ArrayList<>();
		for (String text : NameLines.write(names)) {
			GeneratedKeyHolder key = new GeneratedKeyHolder();
			this.jdbc.update((connection) -> {
				var statement = connection.prepareStatement(this.table.insert(), new String[] { "id" });
				statement.setString(1, this.namespace);
				statement.setString(2, kind.name());
				statement.setString(3, text);
				return statement;
			}, key);
			Number id = key.getKey();
			if (id == null) {
				throw new IllegalStateException("The database gives no ids to rows of the outbox " + this.table.name()
						+ "; make the table by the script of this library");
			}
			ids.add(id.longValue());
		}
		return ids;
	}

	<T extends @Nullable Object> T inTransaction(TransactionBody<T> body) {
		TransactionCallback<T> callback = (status) -> body.run();
		return this.transactions.execute(callback);
	}

	/**
	 * Whether the database can leave out rows that others have locked.
	 */
	boolean skipsLocked() {
		Boolean known = this.skipsLocked;
		if (known == null) {
			known = trySkipLocked();
			this.skipsLocked = known;
		}
		return known;
	}

	private boolean trySkipLocked() {
		try {
			inTransaction(
					() -> this.jdbc.query(this.table.claim(true), OutboxRows::row, this.namespace, Long.MIN_VALUE, 1));
			return true;
		}
		catch (BadSqlGrammarException ex) {
			return false;
		}
	}

	/**
	 * Locks rows until the end of the transaction.
	 */
	List<OutboxRow> claim(long upTo, int max) {
		return this.jdbc.query(this.table.claim(skipsLocked()), OutboxRows::row, this.namespace, upTo, max);
	}

	/**
	 * Reads rows, also those that others have locked.
	 */
	List<OutboxRow> olderThan(long id, int max) {
		return this.jdbc.query(this.table.olderThan(), OutboxRows::row, this.namespace, id, max);
	}

	void delete(List<Long> ids) {
		if (!ids.isEmpty()) {
			this.jdbc.update(this.table.delete(ids.size()), sorted(ids));
		}
	}

	void countAttempt(List<Long> ids) {
		if (!ids.isEmpty()) {
			this.jdbc.update(this.table.countAttempt(ids.size()), sorted(ids));
		}
	}

	/**
	 * In one order everywhere, so that no two transactions wait for each other's rows.
	 */
	private static Object[] sorted(List<Long> ids) {
		return ids.stream().sorted().toArray();
	}

	/**
	 * Looks at what waits. The age of a row is measured by the database's clock alone.
	 */
	Waiting look() {
		Waiting waiting = this.jdbc.queryForObject(this.table.look(), (result, index) -> {
			Timestamp oldest = result.getTimestamp(3);
			Duration age = (oldest != null) ? Duration.between(oldest.toInstant(), result.getTimestamp(4).toInstant())
					: Duration.ZERO;
			return new Waiting(result.getLong(1), result.getLong(2), age.isNegative() ? Duration.ZERO : age);
		}, this.namespace);
		return (waiting != null) ? waiting : new Waiting(0, 0, Duration.ZERO);
	}

	private static OutboxRow row(ResultSet result, int index) throws SQLException {
		return OutboxRow.of(result.getLong(1), result.getString(2), result.getString(3), result.getInt(4));
	}

	/**
	 * Rows that wait.
	 *
	 * @param rows how many
	 * @param newest the highest id; zero if there is none
	 * @param age how long ago the oldest was written
	 */
	record Waiting(long rows, long newest, Duration age) {

	}

	/**
	 * What is done in a transaction.
	 *
	 * @param <T> the type of the outcome
	 */
	@FunctionalInterface
	interface TransactionBody<T extends @Nullable Object> {

		T run();

	}

}
