package io.github.taggedcache.petclinic;

import java.util.List;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What cannot be cached as what it is, is not cached. Callers do not notice, the team
 * does.
 */
@ExtendWith({ OutputCaptureExtension.class, Clinics.class })
class UnstorableTests {

	@ParameterizedTest
	@MethodSource("readings")
	void callersGetTheValueAndTheTeamIsToldOnceAnInstance(UnstorableReading reading, Clinics.Pair clinics,
			CapturedOutput output) {
		for (Clinic clinic : List.of(clinics.one(), clinics.one(), clinics.other())) {
			reading.check().accept(reading.on(clinic));
		}
		for (Clinic clinic : List.of(clinics.one(), clinics.other())) {
			assertThat(clinic.statistics(reading.cache()).hits()).as("hits").isZero();
			assertThat(clinic.statistics(reading.cache()).puts()).as("puts").isZero();
		}
		assertThat(clinics.one().count("tagged.cache.unstorable", reading.cache())).isEqualTo(2);
		assertThat(clinics.other().count("tagged.cache.unstorable", reading.cache())).isEqualTo(1);
		assertThat(output.toString().lines().filter((line) -> line.contains("ERROR"))).hasSize(2)
			.allSatisfy((line) -> assertThat(line).contains(reading.method(), reading.named()));
	}

	private static List<UnstorableReading> readings() {
		return UnstorableReading.all();
	}

}
