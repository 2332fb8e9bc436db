package io.github.taggedcache.petclinic;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.github.taggedcache.petclinic.boarding.Kennel;
import io.github.taggedcache.petclinic.boarding.Stay;
import io.github.taggedcache.petclinic.owner.Owner;
import io.github.taggedcache.petclinic.owner.Pet;
import io.github.taggedcache.petclinic.owner.PetType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PictureTests {

	@Test
	void privateFieldOfBaseClassIsInThePicture() {
		Owner owner = new Owner("Mia", "Moss");
		String before = Picture.of(owner);
		owner.setId(7);
		assertThat(Picture.of(owner)).isNotEqualTo(before).contains("value.id = java.lang.Integer 7");
	}

	@Test
	void elementsOfElementsAreInThePicture() {
		Owner owner = new Owner("Mia", "Moss");
		owner.getPets().add(new Pet("Rex", new PetType("dog")));
		assertThat(Picture.of(List.of(owner))).contains("value[0].pets[0].type.name = java.lang.String dog");
	}

	@Test
	void orderCountsInSetsToo() {
		assertThat(Picture.of(new LinkedHashSet<>(List.of(1, 2))))
			.isNotEqualTo(Picture.of(new LinkedHashSet<>(List.of(2, 1))));
	}

	@Test
	void kindOfCollectionCounts() {
		assertThat(Set.of(Picture.of(List.of(1)), Picture.of(Set.of(1)), Picture.of(new TreeSet<>(Set.of(1)))))
			.hasSize(3);
	}

	@Test
	void implementationOfCollectionDoesNotCount() {
		assertThat(Picture.of(new ArrayList<>(List.of(1)))).isEqualTo(Picture.of(List.of(1)));
	}

	@Test
	void classAndScaleOfNumbersCount() {
		assertThat(Set.of(Picture.of(1), Picture.of(1L), Picture.of(new BigDecimal("1")),
				Picture.of(new BigDecimal("1.0"))))
			.hasSize(4);
	}

	@Test
	void keyOfNullCounts() {
		HashMap<String, Object> map = new HashMap<>();
		map.put("a", null);
		assertThat(Picture.of(map)).isNotEqualTo(Picture.of(new HashMap<>()));
	}

	@Test
	void cycleEnds() {
		Kennel kennel = new Kennel("North");
		kennel.getStays().add(new Stay("Rex", kennel));
		assertThat(Picture.of(kennel)).contains("value.stays[0].kennel = again value");
	}

}
