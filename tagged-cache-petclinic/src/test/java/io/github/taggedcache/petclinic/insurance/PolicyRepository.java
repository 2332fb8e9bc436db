package io.github.taggedcache.petclinic.insurance;

import java.util.Optional;

import io.github.taggedcache.annotation.CacheTags;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/**
 * Policies.
 */
public interface PolicyRepository extends JpaRepository<Policy, PolicyNumber> {

	/**
	 * Neither the holder nor the claims are loaded.
	 */
	@Override
	@Cacheable("policies")
	@CacheTags("policy:#{#id.insurer}:#{#id.number}")
	Optional<Policy> findById(PolicyNumber id);

	/**
	 * The claims are not loaded.
	 */
	@Cacheable("policies-with-holder")
	@CacheTags("policy:#{#id.insurer}:#{#id.number}")
	@Query("select p from Policy p join fetch p.holder where p.number = :id")
	Optional<Policy> findWithHolder(PolicyNumber id);

	/**
	 * Everything is loaded.
	 */
	@Cacheable("full-policies")
	@CacheTags({ "policy:#{#id.insurer}:#{#id.number}", "owner:#{#result.holder.id}" })
	@Query("select p from Policy p join fetch p.holder left join fetch p.claims where p.number = :id")
	Optional<Policy> findFull(PolicyNumber id);

}
