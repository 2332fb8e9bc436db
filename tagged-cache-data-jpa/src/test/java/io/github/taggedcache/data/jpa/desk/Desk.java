package io.github.taggedcache.data.jpa.desk;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.github.taggedcache.Explanation;
import io.github.taggedcache.TaggedCacheManager;
import jakarta.persistence.EntityManager;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Loads through the cache, and tells which tags the values have. Rows are written past
 * Hibernate.
 */
public class Desk {

	private final CachedText cached;

	private final TaggedCacheManager manager;

	private final TransactionTemplate transactions;

	private final JdbcTemplate jdbc;

	private final EntityManager entities;

	private final AtomicInteger loads = new AtomicInteger();

	public Desk(CachedText cached, TaggedCacheManager manager, PlatformTransactionManager transactions,
			JdbcTemplate jdbc, EntityManager entities) {
		this.cached = cached;
		this.manager = manager;
		this.transactions = new TransactionTemplate(transactions);
		this.jdbc = jdbc;
		this.entities = entities;
		fill();
	}

	/**
	 * Writes the rows that the tests read.
	 */
	private void fill() {
		sql("insert into agent (id, name) values (7, 'ann'), (8, 'bob')");
		sql("insert into project (id, name) values (3, 'three')");
		sql("insert into ticket (id, title, status, owner_id, project_id, parent_id) values "
				+ "(1, 'one', 'OPEN', 7, 3, null), (2, 'two', 'OPEN', 8, null, 1), (4, 'four', 'DONE', 7, 3, null)");
		sql("insert into comment (id, text, ticket_id) values (10, 'ten', 1), (11, 'eleven', 1)");
		sql("insert into ticket_labels (ticket_id, labels) values (1, 'a'), (1, 'b')");
		sql("insert into line (sheet, place, text) values (1, 2, 'line')");
		sql("insert into seat (wing, place, text) values ('A', 4, 'seat')");
		sql("insert into vehicle (id) values (5)");
		sql("insert into car (id, doors) values (5, 3)");
		sql("insert into payment (id, dtype, digits) values (6, 'Card', '66')");
		sql("insert into board (id) values (3)");
		sql("insert into hooked (id) values (1)");
		sql("insert into folder (id) values (1)");
		sql("insert into paper (id, hidden, folder_id) values (20, false, 1), (21, true, 1)");
		sql("insert into folder_pin (folder_id, pinned_id) values (1, 20), (1, 21)");
		sql("insert into country (id, name) values (49, 'old'), (50, 'old')");
		sql("insert into country_cities (country_id, cities) values (49, 'old')");
	}

	public EntityManager entities() {
		return this.entities;
	}

	public CachedText cached() {
		return this.cached;
	}

	/**
	 * Runs a statement past Hibernate.
	 * @param sql the statement
	 * @param arguments its arguments
	 */
	public void sql(String sql, Object... arguments) {
		this.jdbc.update(sql, arguments);
	}

	/**
	 * Runs work in a transaction.
	 * @param <T> the type of the result
	 * @param work the work
	 * @return its result
	 */
	public <T> T inTransaction(Supplier<T> work) {
		return this.transactions.execute((status) -> work.get());
	}

	/**
	 * Has a loader run in a transaction of its own.
	 * @param loader the loader
	 * @return the tags of its value
	 */
	public Set<String> tagsOf(Supplier<?> loader) {
		String key = "load " + this.loads.incrementAndGet();
		this.cached.get(key, () -> inTransaction(() -> String.valueOf(loader.get())));
		return tags(key);
	}

	/**
	 * The tags of an entry that is stored.
	 * @param key the key of the entry
	 * @return the tags, without those that each entry of the region has
	 */
	public Set<String> tags(String key) {
		Explanation explanation = this.manager.explain("text", key);
		if (!explanation.isHit()) {
			throw new AssertionError("no entry: " + explanation);
		}
		return explanation.tags()
			.stream()
			.map(Explanation.TagState::tag)
			.filter((tag) -> !tag.startsWith("~"))
			.collect(Collectors.toSet());
	}

	/**
	 * Whether there is an entry.
	 * @param key the key of the entry
	 * @return whether the next read finds it
	 */
	public boolean isStored(String key) {
		return this.manager.explain("text", key).isHit();
	}

}
