package io.github.taggedcache.outbox.jdbc.autoconfigure;

import io.github.taggedcache.check.SetupException;
import io.github.taggedcache.outbox.jdbc.OutboxRows;
import io.github.taggedcache.outbox.jdbc.OutboxTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.transaction.TransactionException;

/**
 * Looks at the start whether the table is there: without it, each commit that invalidates
 * would fail.
 */
final class TableCheck {

	private static final Logger logger = LoggerFactory.getLogger(TableCheck.class);

	private TableCheck() {
	}

	static void check(OutboxRows rows, OutboxTable table) {
		try {
			rows.check();
		}
		catch (BadSqlGrammarException ex) {
			throw new SetupException(
					"The outbox of tagged caches cannot use its table " + table.name() + ": "
							+ ex.getMostSpecificCause().getMessage() + ".",
					"Make the table by the script of your database in tagged-cache-outbox-jdbc"
							+ " (io/github/taggedcache/outbox/jdbc/schema-<database>.sql: h2, postgresql, mysql or"
							+ " mariadb), or set tagged-cache.outbox.jdbc.initialize-schema to always. With another"
							+ " database, set tagged-cache.outbox.enabled to false.");
		}
		catch (DataAccessException | TransactionException ex) {
			logger.warn("The outbox of tagged caches could not be looked at. Until it can, transactions that invalidate"
					+ " may not commit", ex);
		}
	}

}
