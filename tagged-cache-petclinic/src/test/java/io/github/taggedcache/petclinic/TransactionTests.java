package io.github.taggedcache.petclinic;

import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.petclinic.owner.Owner;
import io.github.taggedcache.petclinic.owner.OwnerRepository;
import io.github.taggedcache.petclinic.owner.OwnerService;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cached entities and the transactions of JPA, whose persistence context may show more
 * than the database, and less.
 */
@ExtendWith(Clinics.class)
class TransactionTests {

	private static TransactionTemplate transaction(Clinic clinic) {
		return new TransactionTemplate(clinic.bean(PlatformTransactionManager.class));
	}

	private static Owner find(Clinic clinic) {
		return clinic.bean(OwnerRepository.class).findById(SampleData.MIA).orElseThrow();
	}

	private static void rename(Clinic clinic, String name) {
		Owner owner = find(clinic);
		owner.setFirstName(name);
		clinic.bean(OwnerService.class).update(owner);
	}

	private static boolean isCached(Clinic clinic) {
		return clinic.manager().getCache("owners").get(SampleData.MIA) != null;
	}

	/**
	 * Transactions are bound to threads.
	 */
	private static void apart(Runnable action) {
		CompletableFuture.runAsync(action).join();
	}

	@Test
	void entityThatWasLoadedInATransactionIsReadByTheOtherInstanceAfterTheCommit(Clinics.Pair clinics) {
		transaction(clinics.one()).executeWithoutResult((status) -> {
			find(clinics.one());
			apart(() -> assertThat(isCached(clinics.other())).isFalse());
		});
		assertThat(isCached(clinics.other())).isTrue();
	}

	/**
	 * The persistence context holds the owner from before. The row has changed since, and
	 * its tag was invalidated before the cached method is called.
	 */
	@Test
	void entityOfAnOldPersistenceContextIsNotCached(Clinics.Pair clinics) {
		transaction(clinics.one()).executeWithoutResult((status) -> {
			clinics.one().bean(EntityManager.class).find(Owner.class, SampleData.MIA);
			apart(() -> rename(clinics.other(), "Renamed"));
			clinics.one().awaitRecordsOf(clinics.other());
			assertThat(find(clinics.one()).getFirstName()).isEqualTo("Mia");
		});
		assertThat(find(clinics.one()).getFirstName()).isEqualTo("Renamed");
		assertThat(find(clinics.other()).getFirstName()).isEqualTo("Renamed");
	}

	@Test
	void changeOfATransactionThatRollsBackIsReadByNobody(Clinics.Pair clinics) {
		transaction(clinics.one()).executeWithoutResult((status) -> {
			rename(clinics.one(), "Renamed");
			assertThat(find(clinics.one()).getFirstName()).isEqualTo("Renamed");
			apart(() -> assertThat(find(clinics.other()).getFirstName()).isEqualTo("Mia"));
			status.setRollbackOnly();
		});
		assertThat(find(clinics.one()).getFirstName()).isEqualTo("Mia");
		assertThat(find(clinics.other()).getFirstName()).isEqualTo("Mia");
	}

	/**
	 * The entity is changed and not saved by a method that says so: JPA writes it at the
	 * commit, or never.
	 */
	@Test
	void managedEntityThatWasChangedIsNotCachedAfterARollback(Clinics.Pair clinics) {
		transaction(clinics.one()).executeWithoutResult((status) -> {
			clinics.one().bean(EntityManager.class).find(Owner.class, SampleData.MIA).setFirstName("Renamed");
			find(clinics.one());
			status.setRollbackOnly();
		});
		assertThat(find(clinics.one()).getFirstName()).isEqualTo("Mia");
	}

	@Test
	void readerBeforeTheCommitDoesNotKeepTheOldEntity(Clinics.Pair clinics) {
		transaction(clinics.one()).executeWithoutResult((status) -> {
			rename(clinics.one(), "Renamed");
			apart(() -> find(clinics.other()));
		});
		clinics.other().awaitRecordsOf(clinics.one());
		assertThat(find(clinics.other()).getFirstName()).isEqualTo("Renamed");
	}

	@Test
	void newTransactionIsSentAtItsOwnCommit(Clinics.Pair clinics) {
		find(clinics.other());
		transaction(clinics.one()).executeWithoutResult((status) -> {
			TransactionTemplate own = transaction(clinics.one());
			own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
			own.executeWithoutResult((inner) -> rename(clinics.one(), "Renamed"));
			apart(() -> {
				clinics.other().awaitRecordsOf(clinics.one());
				assertThat(find(clinics.other()).getFirstName()).isEqualTo("Renamed");
			});
			status.setRollbackOnly();
		});
	}

}
