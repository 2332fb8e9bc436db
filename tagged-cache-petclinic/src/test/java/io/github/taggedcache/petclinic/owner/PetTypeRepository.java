package io.github.taggedcache.petclinic.owner;

import java.util.List;

import io.github.taggedcache.annotation.CacheTags;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/**
 * Kinds of animals.
 */
public interface PetTypeRepository extends JpaRepository<PetType, Integer> {

	@Cacheable("pet-types")
	@CacheTags("types")
	@Query("select t from PetType t order by t.name desc")
	List<PetType> findPetTypes();

}
