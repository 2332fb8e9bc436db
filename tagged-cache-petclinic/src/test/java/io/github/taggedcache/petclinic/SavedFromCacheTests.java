package io.github.taggedcache.petclinic;

import io.github.taggedcache.petclinic.insurance.Policy;
import io.github.taggedcache.petclinic.insurance.PolicyRepository;
import io.github.taggedcache.petclinic.owner.Owner;
import io.github.taggedcache.petclinic.owner.OwnerRepository;
import io.github.taggedcache.petclinic.owner.OwnerService;
import io.github.taggedcache.petclinic.owner.VisitKind;
import io.github.taggedcache.petclinic.vet.Specialty;
import io.github.taggedcache.petclinic.vet.Vet;
import io.github.taggedcache.petclinic.vet.VetRepository;
import io.github.taggedcache.petclinic.vet.VetService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.dao.OptimisticLockingFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An entity that came from Redis is changed and saved: JPA merges it into the database.
 */
@ExtendWith(Clinics.class)
class SavedFromCacheTests {

	@Test
	void saveWithoutAChangeLosesNothing(Clinics.Pair clinics) {
		String before = stored(clinics);
		clinics.other().bean(OwnerService.class).update(readFromRedis(clinics));
		assertThat(stored(clinics)).isEqualTo(before);
	}

	@Test
	void saveChangesWhatWasChangedAndNothingElse(Clinics.Pair clinics) {
		String before = stored(clinics);
		Owner owner = readFromRedis(clinics);
		owner.setTelephone("0319999999");
		clinics.other().bean(OwnerService.class).update(owner);
		assertThat(stored(clinics)).isEqualTo(before.replace("String 0310000000", "String 0319999999"));
	}

	@Test
	void visitIsAddedToThoseThatAreThere(Clinics.Pair clinics) {
		readFromRedis(clinics);
		clinics.other()
			.bean(OwnerService.class)
			.addVisit(SampleData.MIA, "Zorro", SampleData.visit("2024-01-01", VisitKind.CHECK_UP, "10.00"));
		assertThat(stored(clinics)).contains("pets = list of 2", "pets[0].visits = set of 1",
				"pets[1].visits = set of 3", "pets[1].visits[1].description = java.lang.String seen on 2024-01-01");
	}

	@Test
	void ownerThatWasSavedSinceIsNotOverwritten(Clinics.Pair clinics) {
		Owner old = readFromRedis(clinics);
		Owner owner = clinics.one().bean(OwnerRepository.class).findById(SampleData.MIA).orElseThrow();
		owner.setAddress("1 New Street");
		clinics.one().bean(OwnerService.class).update(owner);
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> clinics.other().bean(OwnerService.class).update(old));
		assertThat(stored(clinics)).contains("address = java.lang.String 1 New Street");
	}

	@Test
	void lazyCollectionsOfWhatIsSavedStay(Clinics.Pair clinics) {
		PolicyRepository policies = clinics.other().bean(PolicyRepository.class);
		clinics.one().bean(PolicyRepository.class).findFull(SampleData.POLICY);
		Policy policy = policies.findFull(SampleData.POLICY).orElseThrow();
		String before = withoutVersions(Picture.of(policy));
		policies.save(policy);
		clinics.other().manager().invalidateAll();
		assertThat(withoutVersions(Picture.of(policies.findFull(SampleData.POLICY).orElseThrow()))).isEqualTo(before);
	}

	@Test
	void entityThatIsReachedOnTwoWaysComesBackAsOneObject(Clinics.Pair clinics) {
		clinics.one().bean(PolicyRepository.class).findFull(SampleData.POLICY);
		Policy policy = clinics.other().bean(PolicyRepository.class).findFull(SampleData.POLICY).orElseThrow();
		assertThat(policy.getClaims().get(0).getPayee()).isSameAs(policy.getClaims().get(1).getPayee());
	}

	@Test
	void putVetIsReadOnTheOtherInstance(Clinics.Pair clinics) {
		Vet vet = clinics.one().bean(VetRepository.class).findById(1);
		vet.setLastName("Weber");
		String put = Picture.of(clinics.one().bean(VetService.class).save(vet));
		clinics.other().awaitRecordsOf(clinics.one());
		long statements = clinics.other().statements();
		assertThat(Picture.of(clinics.other().bean(VetRepository.class).findById(1))).isEqualTo(put)
			.contains("lastName = java.lang.String Weber", "specialties = set of 2");
		assertThat(clinics.other().statements()).as("statements to the database").isEqualTo(statements);
	}

	@Test
	void setOfACachedVetTakesAnotherElement(Clinics.Pair clinics) {
		clinics.one().bean(VetRepository.class).findById(3);
		Vet vet = clinics.other().bean(VetRepository.class).findById(3);
		Specialty dentistry = clinics.other().bean(VetRepository.class).findById(1).getSpecialties().get(0);
		vet.learn(dentistry);
		assertThat(clinics.other().bean(VetService.class).save(vet).getSpecialties()).extracting(Specialty::getName)
			.containsExactly("dentistry", "surgery");
	}

	/**
	 * What the other instance reads of what this one has loaded.
	 */
	private static Owner readFromRedis(Clinics.Pair clinics) {
		clinics.one().bean(OwnerRepository.class).findById(SampleData.MIA);
		return clinics.other().bean(OwnerRepository.class).findById(SampleData.MIA).orElseThrow();
	}

	private static String stored(Clinics.Pair clinics) {
		return withoutVersions(clinics.one().bean(SampleData.class).stored(SampleData.MIA));
	}

	/**
	 * A merge of other collections than Hibernate's own counts as a change, and increases
	 * the version.
	 */
	private static String withoutVersions(String picture) {
		return picture.replaceAll("version = .*", "version");
	}

}
