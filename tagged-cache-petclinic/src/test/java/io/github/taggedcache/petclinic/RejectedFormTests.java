package io.github.taggedcache.petclinic;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A form is bound into the owner that the cache gave, and then refused.
 */
@ExtendWith(Clinics.class)
class RejectedFormTests {

	private static final Map<String, String> REFUSED = Map.of("firstName", "Mallory", "telephone", "none",
			"pets[0].name", "Fake", "pets[0].weight", "99");

	@Test
	void formShowsWhatWasFilledIn(Clinics.Pair clinics) {
		assertThat(clinics.one().postRefused(SampleData.MIA, REFUSED)).contains("String Mallory", "String Fake");
	}

	@Test
	void nextRequestSeesWhatWasThereBefore(Clinics.Pair clinics) {
		String before = clinics.one().page(SampleData.MIA);
		clinics.one().postRefused(SampleData.MIA, REFUSED);
		assertThat(clinics.one().page(SampleData.MIA)).isEqualTo(before);
	}

	@Test
	void formThatLoadsTheOwnerChangesNothingEither(Clinics.Pair clinics) {
		String stored = clinics.one().bean(SampleData.class).stored(SampleData.MIA);
		clinics.one().postRefused(SampleData.MIA, REFUSED);
		assertThat(clinics.one().page(SampleData.MIA)).isEqualTo(stored);
	}

	@Test
	void otherInstanceSeesWhatWasThereBefore(Clinics.Pair clinics) {
		String before = clinics.one().page(SampleData.MIA);
		clinics.one().postRefused(SampleData.MIA, REFUSED);
		assertThat(clinics.other().page(SampleData.MIA)).isEqualTo(before);
	}

	@Test
	void formRefusedWhereTheOwnerCameFromRedisChangesNothingThere(Clinics.Pair clinics) {
		String before = clinics.one().page(SampleData.MIA);
		clinics.other().postRefused(SampleData.MIA, REFUSED);
		assertThat(clinics.other().page(SampleData.MIA)).isEqualTo(before);
	}

	@Test
	void databaseHasWhatWasThereBefore(Clinics.Pair clinics) {
		String stored = clinics.one().bean(SampleData.class).stored(SampleData.MIA);
		clinics.one().postRefused(SampleData.MIA, REFUSED);
		assertThat(clinics.other().bean(SampleData.class).stored(SampleData.MIA)).isEqualTo(stored);
	}

	@Test
	void acceptedFormIsSeenHereAtOnceAndOnTheOtherInstanceSoon(Clinics.Pair clinics) {
		clinics.other().page(SampleData.MIA);
		clinics.one().page(SampleData.MIA);
		clinics.one().postAccepted(SampleData.MIA, Map.of("firstName", "Maria"));
		assertThat(clinics.one().page(SampleData.MIA)).contains("String Maria");
		clinics.other().awaitRecordsOf(clinics.one());
		assertThat(clinics.other().page(SampleData.MIA)).isEqualTo(clinics.one().page(SampleData.MIA));
	}

}
