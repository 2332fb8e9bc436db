package io.github.taggedcache.petclinic.vet;

import java.util.Collection;

import io.github.taggedcache.annotation.CacheTags;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.repository.Repository;

/**
 * Vets.
 */
public interface VetRepository extends Repository<Vet, Integer> {

	@Cacheable("vets")
	@CacheTags("vets")
	Collection<Vet> findAll();

	@Cacheable("vet-pages")
	@CacheTags("vets")
	Page<Vet> findAll(Pageable pageable);

	@Cacheable("vet")
	@CacheTags("vet:#{#id}")
	Vet findById(Integer id);

	Vet save(Vet vet);

}
