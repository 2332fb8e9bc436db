package io.github.taggedcache.data.jpa.change;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.taggedcache.data.jpa.change.Desk.Account;
import io.github.taggedcache.data.jpa.change.Desk.Item;
import io.github.taggedcache.data.jpa.change.Desk.Label;
import io.github.taggedcache.data.jpa.change.Desk.Owner;
import io.github.taggedcache.data.jpa.change.Desk.Passport;
import io.github.taggedcache.data.jpa.change.Desk.Ticket;
import io.github.taggedcache.data.jpa.change.Desk.Tickets;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.RollbackException;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.BatchSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.orm.jpa.hibernate.HibernateTransactionManager;
import org.springframework.orm.jpa.hibernate.SessionHolder;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What changed is invalidated once, by the commit, whoever began the transaction; and not
 * at all without a commit.
 */
class TransactionChangeTests {

	private static final int BATCH = 20;

	private static DeskContext desk;

	private static long ids = 1000;

	@BeforeAll
	static void start() {
		desk = new DeskContext("spring.jpa.properties." + BatchSettings.STATEMENT_BATCH_SIZE + "=" + BATCH,
				"spring.jpa.properties." + BatchSettings.ORDER_INSERTS + "=true");
	}

	@AfterAll
	static void stop() {
		desk.close();
	}

	private static <T> T saved(T entity) {
		desk.run((entities) -> entities.persist(entity));
		return entity;
	}

	private static Set<String> tagsOf(Item item) {
		return Set.of("Item:" + item.id, "Item[]", "*[]");
	}

	@Test
	void batchOfInsertsIsOneInvalidation() {
		long first = ids;
		List<Set<String>> records = desk.recordsOf(() -> desk.run((entities) -> {
			for (int i = 0; i < 2 * BATCH + 1; i++) {
				entities.persist(new Item(ids++));
			}
		}));
		String[] rows = Stream.iterate(first, (id) -> id + 1)
			.limit(2 * BATCH + 1)
			.map((id) -> "Item:" + id)
			.toArray(String[]::new);
		assertThat(records).singleElement()
			.satisfies((tags) -> assertThat(tags).contains(rows).contains("Item[]", "*[]").hasSize(rows.length + 2));
	}

	@Test
	void flushInTheMiddleIsInvalidatedAtTheCommit() {
		Item one = new Item(ids++);
		Item two = new Item(ids++);
		List<Set<String>> records = desk.recordsOf(() -> desk.run((entities) -> {
			entities.persist(one);
			entities.flush();
			assertThat(desk.drain()).isEmpty();
			entities.persist(two);
		}));
		assertThat(records).containsExactly(Set.of("Item:" + one.id, "Item:" + two.id, "Item[]", "*[]"));
	}

	@Test
	void rollbackInvalidatesNothing() {
		assertThat(desk.invalidatedBy(() -> desk.run((entities) -> {
			entities.persist(new Item(ids++));
			entities.flush();
			entities.createQuery("delete from Passport").executeUpdate();
		}, TransactionStatus::setRollbackOnly))).isEmpty();
	}

	/**
	 * The transaction manager of JPA has no savepoints with Hibernate.
	 */
	@Test
	void rollbackToSavepointDropsWhatFollowedIt() {
		Item kept = new Item(ids++);
		HibernateTransactionManager manager = new HibernateTransactionManager(desk.sessions());
		manager.setNestedTransactionAllowed(true);
		TransactionTemplate nested = new TransactionTemplate(manager);
		nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
		Set<String> tags = desk.invalidatedBy(() -> new TransactionTemplate(manager).executeWithoutResult((outer) -> {
			Session session = boundSession();
			session.persist(kept);
			session.flush();
			nested.executeWithoutResult((status) -> {
				session.persist(new Label("dropped"));
				session.flush();
				session.createMutationQuery("delete from Passport").executeUpdate();
				status.setRollbackOnly();
			});
			session.clear();
		}));
		assertThat(tags).containsExactlyInAnyOrderElementsOf(tagsOf(kept));
	}

	private static Session boundSession() {
		Object holder = TransactionSynchronizationManager.getResource(desk.sessions());
		assertThat(holder).isInstanceOf(SessionHolder.class);
		return ((SessionHolder) holder).getSession();
	}

	@Test
	void innerTransactionInvalidatesByItself() {
		Item outer = new Item(ids++);
		Item inner = new Item(ids++);
		TransactionTemplate separate = desk.transactions();
		separate.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		assertThat(desk.invalidatedBy(() -> desk.run((entities) -> {
			entities.persist(outer);
			entities.flush();
			separate.executeWithoutResult((status) -> entities.persist(inner));
		}, TransactionStatus::setRollbackOnly))).containsExactlyInAnyOrderElementsOf(tagsOf(inner));
	}

	@Test
	void optimisticLockFailureInvalidatesNothing() {
		Account account = saved(new Account(ids++));
		assertThat(desk.invalidatedBy(() -> assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class)
			.isThrownBy(() -> desk.run((entities) -> {
				Account found = entities.find(Account.class, account.id);
				entities.createNativeQuery("update account set version = 7 where id = " + account.id).executeUpdate();
				found.balance = 1;
			})))).isEmpty();
	}

	@Test
	void forcedIncrementOfAVersionCountsAsATable() {
		Account account = saved(new Account(ids++));
		assertThat(desk.invalidatedBy(() -> desk
			.run((entities) -> entities.find(Account.class, account.id, LockModeType.OPTIMISTIC_FORCE_INCREMENT))))
			.containsExactlyInAnyOrder("Account", "*[]");
	}

	@Test
	void flushThatFailedLeavesNothingForALaterTransaction() {
		Label existing = saved(new Label("first"));
		Item failed = new Item(ids++);
		Item later = new Item(ids++);
		assertThat(desk.invalidatedBy(
				() -> assertThatExceptionOfType(PersistenceException.class).isThrownBy(() -> desk.run((entities) -> {
					entities.persist(failed);
					entities.createNativeQuery("insert into label (id, name) values (" + existing.id + ", 'twice')")
						.executeUpdate();
				}))))
			.isEmpty();
		assertThat(desk.invalidatedBy(() -> saved(later))).containsExactlyInAnyOrderElementsOf(tagsOf(later));
	}

	@Test
	void transactionOfAnEntityManagerIsInvalidatedAfterItsCommit() {
		Item item = new Item(ids++);
		Set<String> tags = desk.invalidatedBy(() -> byHand((entities) -> {
			entities.persist(item);
			entities.flush();
			entities.createQuery("delete from Passport").executeUpdate();
			assertThat(desk.drain()).isEmpty();
			entities.getTransaction().commit();
		}));
		assertThat(tags).containsExactlyInAnyOrder("Item:" + item.id, "Item[]", "Passport", "*[]");
	}

	@Test
	void rollbackOfAnEntityManagerInvalidatesNothing() {
		assertThat(desk.invalidatedBy(() -> byHand((entities) -> {
			entities.persist(new Item(ids++));
			entities.flush();
			entities.createQuery("delete from Passport").executeUpdate();
			entities.getTransaction().rollback();
		}))).isEmpty();
	}

	@Test
	void commitByHandThatFailsInvalidatesNothing() {
		Account account = saved(new Account(ids++));
		assertThat(desk.invalidatedBy(() -> byHand((entities) -> {
			Account found = entities.find(Account.class, account.id);
			entities.createNativeQuery("update account set version = 7 where id = " + account.id).executeUpdate();
			found.balance = 1;
			assertThatExceptionOfType(RollbackException.class).isThrownBy(() -> entities.getTransaction().commit())
				.withCauseInstanceOf(OptimisticLockException.class);
		}))).isEmpty();
	}

	@Test
	void transactionsOfOneEntityManagerAreToldApart() {
		Item one = new Item(ids++);
		Item two = new Item(ids++);
		byHand((entities) -> {
			Set<String> first = desk.invalidatedBy(() -> {
				entities.persist(one);
				entities.getTransaction().commit();
			});
			assertThat(first).containsExactlyInAnyOrderElementsOf(tagsOf(one));
			entities.getTransaction().begin();
			Set<String> second = desk.invalidatedBy(() -> {
				entities.persist(two);
				entities.getTransaction().commit();
			});
			assertThat(second).containsExactlyInAnyOrderElementsOf(tagsOf(two));
		});
	}

	@Test
	void entityManagerOfItsOwnInsideOfSpringsTransactionIsInvalidatedByItsOwnCommit() {
		Item item = new Item(ids++);
		assertThat(desk.invalidatedBy(() -> desk.run((outer) -> byHand((entities) -> {
			entities.persist(item);
			entities.flush();
			entities.getTransaction().commit();
		}), TransactionStatus::setRollbackOnly))).containsExactlyInAnyOrderElementsOf(tagsOf(item));
	}

	@Test
	void changesOfAClosedSessionAreInvalidatedByTheTransactionThatItShared() {
		Item item = new Item(ids++);
		Set<String> tags = desk.invalidatedBy(() -> byHand((entities) -> {
			try (Session inner = entities.unwrap(Session.class).sessionWithOptions().connection().openSession()) {
				inner.persist(item);
				inner.flush();
			}
			assertThat(desk.drain()).isEmpty();
			entities.getTransaction().commit();
		}));
		assertThat(tags).containsExactlyInAnyOrderElementsOf(tagsOf(item));
	}

	private static void byHand(Consumer<EntityManager> work) {
		try (EntityManager entities = desk.sessions().createEntityManager()) {
			entities.getTransaction().begin();
			work.accept(entities);
		}
	}

	@Test
	void statelessInsertKnowsItsRow() {
		Passport passport = new Passport("X2", null);
		Set<String> tags = desk.invalidatedBy(() -> stateless((session) -> session.insert(passport)));
		assertThat(tags).containsExactlyInAnyOrder("Passport:" + passport.id, "Passport[]", "Passport", "*[]");
	}

	@Test
	void statelessUpdateInvalidatesTheTablesOfOldValues() {
		Owner owner = saved(new Owner("Ann"));
		Ticket ticket = saved(new Ticket("printer", owner));
		Set<String> tags = desk.invalidatedBy(() -> stateless((session) -> session.update(ticket)));
		assertThat(tags).containsExactlyInAnyOrder("Ticket:" + ticket.id, "Ticket[]", "Ticket", "Ticket[status=OPEN]",
				"Ticket[owner=" + owner.id + ",status=OPEN]", "Owner", "Label", "*[]");
	}

	@Test
	void statelessUpsertAndDeleteInvalidateTheTable() {
		Item item = new Item(ids++);
		assertThat(desk.invalidatedBy(() -> stateless((session) -> session.upsert(item))))
			.containsExactlyInAnyOrder("Item:" + item.id, "Item[]", "Item", "*[]");
		assertThat(desk.invalidatedBy(() -> stateless((session) -> session.delete(item))))
			.containsExactlyInAnyOrder("Item:" + item.id, "Item[]", "Item", "*[]");
	}

	private static void stateless(Consumer<StatelessSession> work) {
		try (StatelessSession session = desk.sessions().openStatelessSession()) {
			session.beginTransaction();
			work.accept(session);
			session.getTransaction().commit();
		}
	}

	@Test
	void tableStandsForMoreThanAThousandRowsOfAFlush() {
		Set<String> tags = desk.invalidatedBy(() -> desk.run((entities) -> insert(entities, 1001)));
		assertThat(tags).containsExactlyInAnyOrder("Item", "Item[]", "*[]");
	}

	@Test
	void thousandRowsAreNamed() {
		Set<String> tags = desk.invalidatedBy(() -> desk.run((entities) -> insert(entities, 1000)));
		assertThat(tags).hasSize(1002).contains("Item[]", "*[]").doesNotContain("Item");
	}

	@Test
	void tableStandsForTheRowsOfLaterFlushesOfATransaction() {
		Set<String> tags = desk.invalidatedBy(() -> desk.run((entities) -> {
			insert(entities, 600);
			entities.flush();
			insert(entities, 600);
		}));
		assertThat(tags).hasSize(603).contains("Item", "Item[]", "*[]");
		assertThat(desk.invalidatedBy(() -> desk.run((entities) -> insert(entities, 500)))).hasSize(502)
			.doesNotContain("Item");
	}

	private static void insert(EntityManager entities, int rows) {
		for (int i = 0; i < rows; i++) {
			entities.persist(new Item(ids++));
		}
	}

	@Test
	void bulkStatementOfQueryLanguageInvalidatesTheTable() {
		assertThat(desk.invalidatedBy(
				() -> desk.run((entities) -> entities.createQuery("update Ticket set title = 'bulk'").executeUpdate())))
			.containsExactlyInAnyOrder("Ticket", "*[]");
		assertThat(desk
			.invalidatedBy(() -> desk.run((entities) -> entities.createQuery("delete from Passport").executeUpdate())))
			.containsExactlyInAnyOrder("Passport", "*[]");
	}

	@Test
	void modifyingQueriesInvalidateTheTable() {
		Tickets tickets = desk.bean(Tickets.class);
		assertThat(desk.invalidatedBy(() -> tickets.rename(Desk.Status.CLOSED))).containsExactlyInAnyOrder("Ticket",
				"*[]");
		assertThat(desk.invalidatedBy(() -> tickets.unlabel(-1))).containsExactlyInAnyOrder("Ticket", "Label", "*[]");
	}

	@Test
	void nativeStatementAfterChangesOfRowsInvalidatesBoth() {
		Item item = new Item(ids++);
		Set<String> tags = desk.invalidatedBy(() -> desk.run((entities) -> {
			entities.persist(item);
			entities.createNativeQuery("update ticket set title = 'native'").executeUpdate();
		}));
		assertThat(tags).containsExactlyInAnyOrder("Item:" + item.id, "Item[]", "Ticket", "*[]");
	}

	@Test
	void statementThatNobodyUnderstandsInvalidatesEveryTable() {
		assertThat(desk
			.invalidatedBy(() -> desk.run((entities) -> entities.createNativeQuery("call abs(-1)").executeUpdate())))
			.containsExactlyInAnyOrder("*", "*[]");
	}

}
