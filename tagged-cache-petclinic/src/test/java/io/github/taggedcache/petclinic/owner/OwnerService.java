package io.github.taggedcache.petclinic.owner;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the clinic does with owners.
 */
@Service
public class OwnerService {

	private final OwnerRepository owners;

	OwnerService(OwnerRepository owners) {
		this.owners = owners;
	}

	@Transactional
	@InvalidateTags("owners")
	public Owner register(Owner owner) {
		return this.owners.save(owner);
	}

	@Transactional
	@InvalidateTags("owner:#{#owner.id}")
	public Owner update(Owner owner) {
		return this.owners.save(owner);
	}

	/**
	 * Adds a visit to what is read, be it from the cache, and saves the whole.
	 */
	@Transactional
	@InvalidateTags("owner:#{#ownerId}")
	public void addVisit(Integer ownerId, String pet, Visit visit) {
		Owner owner = this.owners.findById(ownerId).orElseThrow();
		owner.pet(pet).orElseThrow().getVisits().add(visit);
		this.owners.save(owner);
	}

	@Cacheable("owners-by-city")
	@CacheTags("owners")
	public Map<String, List<Owner>> byCity() {
		return this.owners.findAll(Sort.by("id")).stream().collect(Collectors.groupingBy(Owner::getCity));
	}

	@Cacheable("weights")
	@CacheTags("owners")
	public SortedMap<String, BigDecimal> weightByType() {
		return this.owners.findAll()
			.stream()
			.flatMap((owner) -> owner.getPets().stream())
			.collect(Collectors.toMap((pet) -> pet.getType().getName(), Pet::getWeight, BigDecimal::add, TreeMap::new));
	}

}
