package io.github.taggedcache.petclinic;

import java.net.URI;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import io.github.taggedcache.testsupport.RedisServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pet clinic without any of its tags, on two instances. A third one caches nothing,
 * and says what is right.
 */
class UntaggedClinicTests {

	private static final String UNNEEDED = """
			claim added to a policy
				PolicyService.holder
			exclusion of a policy removed
				PolicyService.holder
			holder of a policy renamed
				OwnerRepository.findByLastNameStartingWith
				OwnerRepository.findByLastNameStartingWith: empty page
				OwnerRepository.findByCity
				OwnerRepository.countByCity
				OwnerRepository.existsByLastName
				OwnerService.weightByType
			kind of pets renamed
			limit of a policy changed
				PolicyService.holder
			owner changed in a transaction
				OwnerRepository.findByLastNameStartingWith: second page
				OwnerRepository.findByLastNameStartingWith: empty page
				OwnerRepository.existsByLastName
				OwnerService.weightByType
				PolicyRepository.findFull
			owner deleted
				OwnerRepository.findByLastNameStartingWith
				OwnerRepository.findByLastNameStartingWith: empty page
				OwnerRepository.findByCity
				OwnerRepository.findByAddressContaining
				OwnerRepository.findRows
				OwnerRepository.countByCity
				OwnerRepository.existsByLastName
				OwnerService.weightByType
				PolicyRepository.findFull
			owner registered
				OwnerRepository.findByLastNameStartingWith: empty page
				OwnerRepository.findByCity
				OwnerRepository.existsByLastName
				OwnerService.weightByType
				PolicyRepository.findFull
			owner saved by the repository
				OwnerRepository.findByLastNameStartingWith: second page
				OwnerRepository.findByLastNameStartingWith: empty page
				OwnerRepository.countByCity
				OwnerRepository.existsByLastName
				OwnerService.weightByType
				PolicyRepository.findFull
			owners changed by JPQL
				OwnerRepository.findById
				OwnerRepository.findById: nobody
				OwnerRepository.findByLastNameStartingWith
				OwnerRepository.findByLastNameStartingWith: empty page
				OwnerRepository.existsByLastName
				OwnerService.weightByType
			pet added to an owner
				OwnerRepository.findByLastNameStartingWith
				OwnerRepository.findByLastNameStartingWith: second page
				OwnerRepository.findByLastNameStartingWith: empty page
				OwnerRepository.findByCity
				OwnerRepository.findByAddressContaining
				OwnerRepository.findRows
				OwnerRepository.countByCity
				OwnerRepository.existsByLastName
				PolicyRepository.findFull
			pet renamed
				OwnerRepository.findRows
				OwnerService.weightByType
			pet taken from its owner
				OwnerRepository.findByLastNameStartingWith: second page
				OwnerRepository.findByLastNameStartingWith: empty page
				OwnerRepository.countByCity
				OwnerRepository.existsByLastName
				PolicyRepository.findFull
			pets changed by SQL
				OwnerRepository.findRows
			specialty given to a vet
			specialty renamed
			vet saved by the repository
			visit added
				OwnerRepository.findByLastNameStartingWith: second page
				OwnerRepository.findByLastNameStartingWith: empty page
				OwnerRepository.findRows
				OwnerRepository.countByCity
				OwnerRepository.existsByLastName
				OwnerService.weightByType
				PolicyRepository.findFull
			visits deleted by JPQL
				OwnerService.weightByType
			""";

	private static Clinic one;

	private static Clinic other;

	private static Clinic uncached;

	@BeforeAll
	static void start() {
		URI redis = RedisServers.shared().uri();
		String database = "untagged" + UUID.randomUUID();
		one = Clinic.start(redis, database, "spring.jpa.hibernate.ddl-auto=create",
				"tagged-cache.outbox.enabled=false");
		other = Clinic.start(redis, database, "spring.jpa.hibernate.ddl-auto=none",
				"tagged-cache.outbox.enabled=false");
		uncached = Clinic.start(redis, database, "spring.jpa.hibernate.ddl-auto=none", "spring.cache.type=none",
				"tagged-cache.outbox.enabled=false");
	}

	@AfterAll
	static void stop() {
		one.close();
		other.close();
		uncached.close();
	}

	@BeforeEach
	void reset() {
		one.bean(SampleData.class).reset();
		one.manager().invalidateAll();
		one.awaitRecordsOf(one);
		other.awaitRecordsOf(one);
	}

	@ParameterizedTest
	@MethodSource("writes")
	void everyReadOfTheOtherInstanceSeesTheWrite(Write write) {
		Reading.all().forEach((reading) -> reading.on(other));
		write.call().accept(one);
		other.awaitRecordsOf(one);
		Map<String, String> stale = new LinkedHashMap<>();
		for (Reading reading : Reading.all()) {
			String right = picture(reading, uncached);
			String read = picture(reading, other);
			if (!read.equals(right)) {
				stale.put(reading.name(), read + "\ninstead of\n" + right);
			}
		}
		assertThat(stale).isEmpty();
	}

	private static List<Write> writes() {
		return Write.all();
	}

	/**
	 * A read that would give the same as before, and was made again all the same: it
	 * reads the changed row by its id and shows nothing of what was changed, or it is a
	 * query of the changed table.
	 */
	@Test
	void readsThatAWriteDidNotChangeAreMadeAgainOnlyIfTheyReadItsRowOrQueryItsTable() {
		StringBuilder unneeded = new StringBuilder();
		Write.all().stream().sorted(Comparator.comparing(Write::name)).forEach((write) -> {
			reset();
			Map<Reading, String> before = new LinkedHashMap<>();
			Reading.all().forEach((reading) -> before.put(reading, picture(reading, other)));
			write.call().accept(one);
			other.awaitRecordsOf(one);
			unneeded.append(write.name()).append('\n');
			before.keySet()
				.stream()
				.filter((reading) -> isUnneeded(reading, before.get(reading)))
				.forEach((reading) -> unneeded.append('\t').append(reading.name()).append('\n'));
		});
		assertThat(unneeded.toString()).isEqualTo(UNNEEDED);
	}

	private static boolean isUnneeded(Reading reading, String before) {
		long statements = other.statements();
		boolean isSame = picture(reading, other).equals(before);
		return other.statements() > statements && isSame;
	}

	/**
	 * What a reading gives, without the order of what has none: hash sets show theirs.
	 */
	private static String picture(Reading reading, Clinic clinic) {
		return Picture.of(reading.on(clinic))
			.replaceAll("\\[\\d+]", "[]")
			.lines()
			.sorted()
			.collect(Collectors.joining("\n"));
	}

}
