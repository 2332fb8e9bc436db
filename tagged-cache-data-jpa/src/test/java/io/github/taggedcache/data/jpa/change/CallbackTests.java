package io.github.taggedcache.data.jpa.change;

import java.util.Set;

import io.github.taggedcache.data.jpa.change.Desk.Item;
import io.github.taggedcache.data.jpa.change.Desk.Purchase;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Callbacks of the application that write while Hibernate writes rows.
 */
class CallbackTests {

	@Test
	void bulkStatementOfACallbackIsInvalidatedByItsOwnTransaction() {
		try (DeskContext desk = new DeskContext()) {
			TransactionTemplate separate = desk.transactions();
			separate.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
			afterInsert(desk, Purchase.class, () -> separate
				.executeWithoutResult((status) -> desk.entities().createQuery("delete from Passport").executeUpdate()));
			Set<String> tags = desk.invalidatedBy(() -> desk.run((entities) -> {
				entities.persist(new Purchase(1));
				entities.flush();
			}, TransactionStatus::setRollbackOnly));
			assertThat(tags).containsExactlyInAnyOrder("Passport", "*[]");
		}
	}

	@Test
	void rowsOfACallbackBelongToItsOwnTransaction() {
		try (DeskContext desk = new DeskContext()) {
			TransactionTemplate separate = desk.transactions();
			separate.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
			afterInsert(desk, Purchase.class,
					() -> separate.executeWithoutResult((status) -> desk.entities().persist(new Item(1))));
			Set<String> tags = desk.invalidatedBy(() -> desk.run((entities) -> {
				entities.persist(new Purchase(1));
				entities.flush();
			}, TransactionStatus::setRollbackOnly));
			assertThat(tags).containsExactlyInAnyOrder("Item:1", "Item[]", "*[]");
		}
	}

	private static void afterInsert(DeskContext desk, Class<?> type, Runnable callback) {
		desk.sessions().getEventListenerRegistry().appendListeners(EventType.POST_INSERT, new Callback(type, callback));
	}

	private record Callback(Class<?> type, Runnable work) implements PostInsertEventListener {

		@Override
		public void onPostInsert(PostInsertEvent event) {
			if (this.type.isInstance(event.getEntity())) {
				this.work.run();
			}
		}

		@Override
		public boolean requiresPostCommitHandling(EntityPersister persister) {
			return false;
		}

	}

}
