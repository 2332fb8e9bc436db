package io.github.taggedcache.outbox.jdbc;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcConnectionPool;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A database of H2 with the table of the outbox.
 */
final class TestDatabase implements AutoCloseable {

	private static final AtomicInteger counter = new AtomicInteger();

	private final JdbcConnectionPool pool;

	private final JdbcTemplate jdbc;

	private TestDatabase(String url) {
		this.pool = JdbcConnectionPool.create(url, "sa", "");
		this.jdbc = new JdbcTemplate(this.pool);
		new ResourceDatabasePopulator(new ClassPathResource("schema-h2.sql", OutboxTable.class)).execute(this.pool);
	}

	static TestDatabase inMemory() {
		return inMemory("");
	}

	static TestDatabase inMemory(String settings) {
		return new TestDatabase("jdbc:h2:mem:outbox" + counter.incrementAndGet() + settings);
	}

	static TestDatabase inFile(Path directory) {
		return new TestDatabase("jdbc:h2:file:" + directory.resolve("outbox"));
	}

	DataSource dataSource() {
		return this.pool;
	}

	JdbcTemplate jdbc() {
		return this.jdbc;
	}

	OutboxRows rows(String namespace) {
		return new OutboxRows(this.pool, new OutboxTable(OutboxTable.DEFAULT_NAME), namespace);
	}

	/**
	 * Transactions as an application has them.
	 */
	TransactionTemplate transactions() {
		return new TransactionTemplate(new JdbcTransactionManager(this.pool));
	}

	/**
	 * Writes rows of tags, and commits, as a process does that dies right after that.
	 */
	void commit(OutboxRows rows, OutboxRow.Kind kind, String... names) {
		transactions().executeWithoutResult((status) -> rows.insert(kind, List.of(names)));
	}

	long count() {
		Long count = this.jdbc.queryForObject("SELECT COUNT(*) FROM tagged_cache_outbox", Long.class);
		return (count != null) ? count : 0;
	}

	@Override
	public void close() {
		this.pool.dispose();
	}

}
