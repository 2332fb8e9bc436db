package io.github.taggedcache.petclinic.boarding;

import io.github.taggedcache.annotation.CacheTags;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.jpa.repository.JpaRepository;

/**
 * Kennels.
 */
public interface KennelRepository extends JpaRepository<Kennel, Integer> {

	/**
	 * The kennel is found again in each of its stays.
	 */
	@Cacheable("kennels")
	@CacheTags("kennels")
	Kennel findByName(String name);

}
