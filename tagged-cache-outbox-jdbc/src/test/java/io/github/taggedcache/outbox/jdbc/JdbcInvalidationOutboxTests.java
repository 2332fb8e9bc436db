package io.github.taggedcache.outbox.jdbc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.taggedcache.InvalidationMode;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.transaction.InvalidationOutbox.Receipt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JdbcInvalidationOutboxTests {

	private final TestDatabase database = TestDatabase.inMemory();

	private final TestNode node = TestNode.create();

	private final OutboxRows rows = this.database.rows(this.node.namespace());

	private final OutboxStatus status = new OutboxStatus(System::nanoTime);

	private final OutboxRelay relay = new OutboxRelay(this.rows, this.node.node(), this.status);

	private final JdbcInvalidationOutbox outbox = new JdbcInvalidationOutbox(this.database.dataSource(), this.rows,
			this.relay);

	@AfterEach
	void close() {
		this.node.close();
		this.database.close();
	}

	private Receipt record(String... tags) {
		return this.outbox.record(Map.of(InvalidationMode.HARD, List.of(tags)), List.of());
	}

	@Test
	void rollbackLeavesNoRow() {
		this.database.transactions().executeWithoutResult((status) -> {
			record("article:1");
			assertThat(this.database.count()).isOne();
			status.setRollbackOnly();
		});
		assertThat(this.database.count()).isZero();
	}

	@Test
	void deliveryAfterTheCommitLeavesNoRow() {
		Receipt receipt = this.database.transactions().execute((status) -> record("article:1"));
		assertThat(this.database.count()).isOne();
		receipt.delivered();
		this.relay.deleteDelivered();
		assertThat(this.database.count()).isZero();
	}

	@Test
	void deliveryDeletesNoRowOfAnother() {
		Receipt receipt = this.database.transactions().execute((status) -> record("article:1"));
		this.database.commit(this.rows, OutboxRow.Kind.HARD, "article:2");
		receipt.delivered();
		receipt.delivered();
		this.relay.deleteDelivered();
		assertThat(this.database.jdbc().queryForList("SELECT names FROM tagged_cache_outbox", String.class))
			.containsExactly("article:2");
	}

	@Test
	void modesAndKeysHaveRowsOfTheirOwn() {
		Map<InvalidationMode, List<String>> tags = new LinkedHashMap<>();
		tags.put(InvalidationMode.HARD, List.of("a", "b"));
		tags.put(InvalidationMode.SOFT, List.of("~"));
		this.database.transactions()
			.executeWithoutResult((status) -> this.outbox.record(tags, List.of(EntryKey.of("art:icles", "7"))));
		assertThat(this.database.jdbc()
			.query("SELECT kind, names, attempts, namespace FROM tagged_cache_outbox ORDER BY id",
					(result, index) -> result.getString(1) + " " + result.getString(2) + " " + result.getInt(3) + " "
							+ result.getString(4)))
			.containsExactly("HARD a\nb 0 " + this.node.namespace(), "SOFT ~ 0 " + this.node.namespace(),
					"KEY art%253Aicles:7 0 " + this.node.namespace());
	}

	@Test
	void namesThatDoNotFitIntoOneRowHaveMoreAndAreAllDelivered() {
		List<String> tags = IntStream.range(0, 10_000).mapToObj((i) -> "article:" + i).toList();
		Receipt receipt = this.database.transactions()
			.execute((status) -> this.outbox.record(Map.of(InvalidationMode.HARD, tags), List.of()));
		assertThat(this.database.count()).isGreaterThan(2);
		receipt.delivered();
		this.relay.deleteDelivered();
		assertThat(this.database.count()).isZero();
	}

	@Test
	void nothingNeedsNoRow() {
		this.database.transactions().executeWithoutResult((status) -> record().delivered());
		assertThat(this.database.count()).isZero();
	}

	@Test
	void recordThatFailsEndsTheCommit() {
		this.database.jdbc().execute("CREATE TABLE account (id INT)");
		this.database.jdbc().execute("DROP TABLE tagged_cache_outbox");
		assertThatExceptionOfType(BadSqlGrammarException.class)
			.isThrownBy(() -> this.database.transactions().executeWithoutResult((status) -> {
				this.database.jdbc().update("INSERT INTO account VALUES (1)");
				record("article:1");
			}));
		assertThat(this.database.jdbc().queryForObject("SELECT COUNT(*) FROM account", Long.class)).isZero();
	}

	@Test
	void outboxIsUsableInATransactionOfItsDatabase() {
		assertThat(this.database.transactions().<Boolean>execute((status) -> this.outbox.isUsable())).isTrue();
	}

	@Test
	void outboxIsNotUsableWithoutATransaction() {
		assertThat(this.outbox.isUsable()).isFalse();
	}

	@Test
	void outboxIsNotUsableWhereTheTransactionIsSuspended() {
		TransactionTemplate suspending = this.database.transactions();
		suspending.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
		this.database.transactions().executeWithoutResult((status) -> {
			assertThat(suspending.<Boolean>execute((none) -> this.outbox.isUsable())).isFalse();
			assertThat(this.outbox.isUsable()).isTrue();
		});
	}

	@Test
	void outboxIsNotUsableInATransactionThatOnlyReads() {
		TransactionTemplate reading = this.database.transactions();
		reading.setReadOnly(true);
		assertThat(reading.<Boolean>execute((status) -> this.outbox.isUsable())).isFalse();
	}

	@Test
	void outboxIsNotUsableInATransactionOfAnotherDatabase() {
		try (TestDatabase other = TestDatabase.inMemory()) {
			assertThat(other.transactions().<Boolean>execute((status) -> this.outbox.isUsable())).isFalse();
		}
	}

	/**
	 * The connection commits each statement by itself.
	 */
	@Test
	void outboxIsNotUsableWhereItsDatabaseIsOnlyUsedInATransactionOfAnother() {
		try (TestDatabase other = TestDatabase.inMemory()) {
			assertThat(other.transactions().<Boolean>execute((status) -> {
				new JdbcTemplate(this.database.dataSource()).queryForObject("SELECT 1", Integer.class);
				return this.outbox.isUsable();
			})).isFalse();
		}
	}

}
