package io.github.taggedcache.petclinic;

import java.util.List;
import java.util.stream.Stream;

import io.github.taggedcache.petclinic.owner.Owner;
import io.github.taggedcache.petclinic.owner.OwnerRepository;
import io.github.taggedcache.petclinic.owner.OwnerService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is saved on one instance is seen on the other one, in every shape in which it was
 * cached.
 */
@ExtendWith(Clinics.class)
class InvalidationTests {

	@ParameterizedTest
	@MethodSource("readingsWithOwners")
	void ownerThatWasSavedHereIsLoadedAgainThere(Reading reading, Clinics.Pair clinics) {
		reading.on(clinics.other());
		OwnerRepository owners = clinics.one().bean(OwnerRepository.class);
		for (int id = 1; id <= 3; id++) {
			Owner owner = owners.findById(id).orElseThrow();
			owner.setFirstName("Renamed");
			clinics.one().bean(OwnerService.class).update(owner);
		}
		clinics.other().awaitRecordsOf(clinics.one());
		assertThat(Picture.of(reading.on(clinics.other()))).contains("String Renamed");
	}

	private static Stream<Reading> readingsWithOwners() {
		List<String> without = List.of("findById: nobody", "empty page", "countByCity", "existsByLastName");
		return Reading.all()
			.stream()
			.filter((reading) -> !reading.name().startsWith("Vet") && !reading.name().startsWith("PetType"))
			.filter((reading) -> without.stream().noneMatch(reading.name()::endsWith))
			.filter((reading) -> !reading.name().startsWith("OwnerService"));
	}

	@Test
	void newOwnerIsInThePagesOfTheOtherInstance(Clinics.Pair clinics) {
		Reading page = Reading.all()
			.stream()
			.filter((reading) -> reading.name().endsWith("no page"))
			.findFirst()
			.orElseThrow();
		page.on(clinics.other());
		Owner owner = new Owner("Pia", "Quast");
		owner.setAddress("9 Mill Lane");
		owner.setCity("Bern");
		owner.setTelephone("0311111111");
		clinics.one().bean(OwnerService.class).register(owner);
		clinics.other().awaitRecordsOf(clinics.one());
		assertThat(Picture.of(page.on(clinics.other()))).contains("list of 4", "String Quast");
	}

	@Test
	void ownerThatNobodySavedStaysCached(Clinics.Pair clinics) {
		OwnerRepository owners = clinics.other().bean(OwnerRepository.class);
		owners.findById(2);
		Owner mia = clinics.one().bean(OwnerRepository.class).findById(SampleData.MIA).orElseThrow();
		clinics.one().bean(OwnerService.class).update(mia);
		clinics.other().awaitRecordsOf(clinics.one());
		long statements = clinics.other().statements();
		owners.findById(2);
		assertThat(clinics.other().statements()).isEqualTo(statements);
	}

}
