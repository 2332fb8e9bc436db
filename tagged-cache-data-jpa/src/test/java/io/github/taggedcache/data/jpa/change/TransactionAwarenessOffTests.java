package io.github.taggedcache.data.jpa.change;

import io.github.taggedcache.data.jpa.change.Desk.Item;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.TransactionStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Changed rows are invalidated by their commit also where the caches take no notice of
 * transactions.
 */
class TransactionAwarenessOffTests {

	@Test
	void changesAreInvalidatedAfterTheCommit() {
		try (DeskContext desk = new DeskContext("tagged-cache.transaction-aware=false")) {
			assertThat(desk.invalidatedBy(() -> desk.run((entities) -> {
				entities.persist(new Item(1));
				entities.flush();
				entities.createQuery("delete from Passport").executeUpdate();
				assertThat(desk.drain()).isEmpty();
			}))).containsExactlyInAnyOrder("Item:1", "Item[]", "Passport", "*[]");
		}
	}

	@Test
	void rollbackInvalidatesNothing() {
		try (DeskContext desk = new DeskContext("tagged-cache.transaction-aware=false")) {
			assertThat(desk.invalidatedBy(() -> desk.run((entities) -> {
				entities.persist(new Item(1));
				entities.flush();
			}, TransactionStatus::setRollbackOnly))).isEmpty();
		}
	}

}
