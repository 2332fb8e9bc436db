package io.github.taggedcache.transaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.taggedcache.InvalidationMode;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Mode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What an outbox is told, and when.
 */
class OutboxTests {

	@RegisterExtension
	static final TwoInstances instances = new TwoInstances(WithOutbox.class);

	private final Instance one = instances.one();

	private final RecordingOutbox outbox = this.one.bean(RecordingOutbox.class);

	@BeforeEach
	void reset() {
		this.outbox.records.clear();
		this.outbox.delivered.clear();
		this.outbox.fails = false;
	}

	private void awaitDelivered(String... names) {
		Awaitility.await("the outbox is told")
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(this.outbox.delivered).containsExactly(names));
	}

	@Test
	void whatBecomesOldIsRecordedInTheTransactionAndDeliveredAfterIt() {
		this.one.transaction().executeWithoutResult((status) -> {
			this.one.manager().invalidateTags("article:1");
			this.one.manager().softInvalidateTags("author:1");
			this.one.cache().evict(1L);
			this.one.articles().put(2, "new");
			assertThat(this.outbox.records).isEmpty();
		});
		String all = "{HARD=[article:1], SOFT=[author:1]} 2 key(s), in a transaction";
		assertThat(this.outbox.records).containsExactly(all);
		awaitDelivered(all);
	}

	@Test
	void regionThatIsClearedIsATag() {
		this.one.transaction().executeWithoutResult((status) -> this.one.cache().clear());
		assertThat(this.outbox.records).singleElement().asString().contains("articles");
	}

	@Test
	void rollbackRecordsAndDeliversNothing() {
		this.one.transaction().executeWithoutResult((status) -> {
			this.one.manager().invalidateTags("article:1");
			status.setRollbackOnly();
		});
		assertThat(this.outbox.records).isEmpty();
		assertThat(this.outbox.delivered).isEmpty();
	}

	@Test
	void methodInATransactionOfItsOwnIsRecordedInIt() {
		this.one.articles().renameInTransaction(1, "new");
		assertThat(this.outbox.records).containsExactly("{HARD=[article:1]} 0 key(s), in a transaction");
	}

	@Test
	void invalidationAfterTheRecordOfTheOthersIsRecordedAtOnce() {
		this.one.transaction().executeWithoutResult((status) -> {
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void beforeCommit(boolean readOnly) {
					OutboxTests.this.one.articles().rename(1, "new");
				}

			});
			this.one.manager().invalidateTags("author:1");
		});
		assertThat(this.outbox.records).containsExactly("{HARD=[author:1]} 0 key(s), in a transaction",
				"{HARD=[article:1]} 0 key(s), in a transaction");
		awaitDelivered("{HARD=[author:1]} 0 key(s), in a transaction", "{HARD=[article:1]} 0 key(s), in a transaction");
	}

	/**
	 * It would take part in the transaction of that thread, which may roll back.
	 */
	@Test
	void whatComesOnAnotherThreadAfterTheRecordIsNotRecordedThere() {
		this.one.transaction().executeWithoutResult((status) -> {
			CacheTransaction first = this.one.bean(CacheTransactions.class).current();
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void beforeCommit(boolean readOnly) {
					CompletableFuture
						.runAsync(() -> OutboxTests.this.one.transaction()
							.executeWithoutResult((other) -> first.invalidate(Set.of("author:1"), Mode.HARD)))
						.join();
				}

			});
			this.one.manager().invalidateTags("article:1");
		});
		assertThat(this.outbox.records).containsExactly("{HARD=[article:1]} 0 key(s), in a transaction");
	}

	@Test
	void outboxThatFailsRollsBack() {
		this.outbox.fails = true;
		assertThatIllegalStateException().isThrownBy(() -> this.one.transaction().executeWithoutResult((status) -> {
			this.one.articles().write(1, "new");
			this.one.manager().invalidateTags("article:1");
		}));
		assertThat(this.one.articles().read(1).title()).isEqualTo("old");
	}

	@Test
	void transactionThatOnlyReadsIsNotRecorded() {
		this.one.transaction().executeWithoutResult((status) -> this.one.articles().find(1));
		assertThat(this.outbox.records).isEmpty();
		assertThat(instances.other().isCached(1)).isTrue();
	}

	/**
	 * Says what it was told.
	 */
	static class RecordingOutbox implements InvalidationOutbox {

		private final List<String> records = new ArrayList<>();

		private final List<String> delivered = new CopyOnWriteArrayList<>();

		private boolean fails;

		@Override
		public boolean isUsable() {
			return TransactionSynchronizationManager.isActualTransactionActive();
		}

		@Override
		public Receipt record(Map<InvalidationMode, ? extends Collection<String>> tags, Collection<EntryKey> keys) {
			if (this.fails) {
				throw new IllegalStateException("no room");
			}
			Map<InvalidationMode, Collection<String>> sorted = new TreeMap<>();
			tags.forEach((mode, names) -> sorted.put(mode, new TreeSet<>(names)));
			String record = sorted + " " + keys.size() + " key(s), "
					+ (TransactionSynchronizationManager.isActualTransactionActive() ? "in a transaction" : "outside");
			this.records.add(record);
			return () -> this.delivered.add(record);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement
	static class WithOutbox {

		@Bean
		RecordingOutbox outbox(JdbcTemplate database) {
			return new RecordingOutbox();
		}

	}

}
