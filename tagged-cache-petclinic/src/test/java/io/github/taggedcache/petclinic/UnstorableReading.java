package io.github.taggedcache.petclinic;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.taggedcache.petclinic.boarding.Kennel;
import io.github.taggedcache.petclinic.boarding.KennelRepository;
import io.github.taggedcache.petclinic.insurance.Policy;
import io.github.taggedcache.petclinic.insurance.PolicyRepository;
import io.github.taggedcache.petclinic.owner.Owner;
import io.github.taggedcache.petclinic.owner.OwnerName;
import io.github.taggedcache.petclinic.owner.OwnerRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A call of a method whose values cannot be cached as what they are.
 *
 * @param method the name of the class and the method
 * @param cache the name of the cache
 * @param call makes the call on an instance
 * @param check says whether the caller got what the method returned
 * @param named what the message must name, so that somebody finds the cause
 */
record UnstorableReading(String method, String cache, Function<Clinic, Object> call, Consumer<Object> check,
		String named) {

	static List<UnstorableReading> all() {
		return List.of(
				policies("findById", "policies", (policies) -> policies.findById(SampleData.POLICY), "Policy.claims"),
				policies("findWithHolder", "policies-with-holder",
						(policies) -> policies.findWithHolder(SampleData.POLICY), "Policy.claims"),
				owners("getReferenceById", "owner-references", (owners) -> owners.getReferenceById(SampleData.MIA),
						(value) -> assertThat(((Owner) value).getId()).isEqualTo(SampleData.MIA), "Owner"),
				owners("findNamesByCityOrderById", "owner-names", (owners) -> owners.findNamesByCityOrderById("Bern"),
						(value) -> assertThat((List<?>) value).extracting((name) -> ((OwnerName) name).getFirstName())
							.containsExactly("Mia", "Noah"),
						"OwnerName"),
				owners("findFigures", "owner-figures", OwnerRepository::findFigures,
						(value) -> assertThat(((Object[]) ((List<?>) value).get(0))[1]).isEqualTo(2L),
						"java.lang.Long"),
				new UnstorableReading("KennelRepository.findByName", "kennels",
						(clinic) -> clinic.bean(KennelRepository.class).findByName("North"),
						(value) -> assertThat(((Kennel) value).getStays()).hasSize(2), "stays[0].kennel"));
	}

	/**
	 * Makes the call on an instance.
	 */
	Object on(Clinic clinic) {
		return this.call.apply(clinic);
	}

	private static UnstorableReading policies(String method, String cache,
			Function<PolicyRepository, Optional<Policy>> call, String named) {
		return new UnstorableReading("PolicyRepository." + method, cache,
				(clinic) -> call.apply(clinic.bean(PolicyRepository.class)),
				(value) -> assertThat(((Optional<?>) value)).map((policy) -> ((Policy) policy).getNumber())
					.hasValue(SampleData.POLICY),
				named);
	}

	private static UnstorableReading owners(String method, String cache, Function<OwnerRepository, Object> call,
			Consumer<Object> check, String named) {
		return new UnstorableReading("OwnerRepository." + method, cache,
				(clinic) -> call.apply(clinic.bean(OwnerRepository.class)), check, named);
	}

	@Override
	public String toString() {
		return this.method;
	}

}
