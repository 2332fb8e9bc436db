package io.github.taggedcache.petclinic;

import java.util.List;
import java.util.function.Function;

import io.github.taggedcache.petclinic.insurance.PolicyRepository;
import io.github.taggedcache.petclinic.insurance.PolicyService;
import io.github.taggedcache.petclinic.owner.OwnerRepository;
import io.github.taggedcache.petclinic.owner.OwnerService;
import io.github.taggedcache.petclinic.owner.PetTypeRepository;
import io.github.taggedcache.petclinic.vet.VetRepository;

import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

/**
 * A call of a cached method.
 *
 * @param name the method, and after a colon what is special about the call
 * @param cache the name of the cache
 * @param call makes the call on an instance
 */
record Reading(String name, String cache, Function<Clinic, Object> call) {

	/**
	 * All methods whose values can be cached.
	 */
	static List<Reading> all() {
		Sort byName = Sort.by("lastName").descending().and(Sort.by("id"));
		return List.of(owners("findById", "owners", (owners) -> owners.findById(SampleData.MIA)),
				owners("findById: nobody", "owners", (owners) -> owners.findById(4711)),
				owners("findByLastNameStartingWith", "owner-pages",
						(owners) -> owners.findByLastNameStartingWith("Mo", PageRequest.of(0, 1, byName))),
				owners("findByLastNameStartingWith: second page", "owner-pages",
						(owners) -> owners.findByLastNameStartingWith("", PageRequest.of(1, 2, byName))),
				owners("findByLastNameStartingWith: no page", "owner-pages",
						(owners) -> owners.findByLastNameStartingWith("", Pageable.unpaged(byName))),
				owners("findByLastNameStartingWith: empty page", "owner-pages",
						(owners) -> owners.findByLastNameStartingWith("X", PageRequest.of(0, 5))),
				owners("findByCity", "owner-slices",
						(owners) -> owners.findByCity("Bern", PageRequest.of(0, 1, byName))),
				owners("findByAddressContaining", "owner-lists",
						(owners) -> owners.findByAddressContaining("Lane", byName)),
				owners("findRows", "owner-rows", (owners) -> owners.findRows("Bern")),
				owners("countByCity", "owner-counts", (owners) -> owners.countByCity("Bern")),
				owners("existsByLastName", "owner-exists", (owners) -> owners.existsByLastName("Moss")),
				new Reading("OwnerService.byCity", "owners-by-city",
						(clinic) -> clinic.bean(OwnerService.class).byCity()),
				new Reading("OwnerService.weightByType", "weights",
						(clinic) -> clinic.bean(OwnerService.class).weightByType()),
				new Reading("PetTypeRepository.findPetTypes", "pet-types",
						(clinic) -> clinic.bean(PetTypeRepository.class).findPetTypes()),
				vets("findAll", "vets", VetRepository::findAll),
				vets("findAll: page", "vet-pages", (vets) -> vets.findAll(PageRequest.of(0, 2, byName))),
				vets("findById", "vet", (vets) -> vets.findById(1)),
				new Reading("PolicyRepository.findFull", "full-policies",
						(clinic) -> clinic.bean(PolicyRepository.class).findFull(SampleData.POLICY)),
				new Reading("PolicyService.initialised", "initialised-policies",
						(clinic) -> clinic.bean(PolicyService.class).initialised(SampleData.POLICY)),
				new Reading("PolicyService.holder", "holders",
						(clinic) -> clinic.bean(PolicyService.class).holder(SampleData.POLICY)));
	}

	private static Reading owners(String method, String cache, Function<OwnerRepository, Object> call) {
		return new Reading("OwnerRepository." + method, cache,
				(clinic) -> call.apply(clinic.bean(OwnerRepository.class)));
	}

	private static Reading vets(String method, String cache, Function<VetRepository, Object> call) {
		return new Reading("VetRepository." + method, cache, (clinic) -> call.apply(clinic.bean(VetRepository.class)));
	}

	/**
	 * Makes the call on an instance.
	 */
	Object on(Clinic clinic) {
		return this.call.apply(clinic);
	}

	/**
	 * The name of the class and the method.
	 */
	String method() {
		return this.name.replaceFirst(":.*", "");
	}

	@Override
	public String toString() {
		return this.name;
	}

}
