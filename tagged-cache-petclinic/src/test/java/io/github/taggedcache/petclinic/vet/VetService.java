package io.github.taggedcache.petclinic.vet;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;

import org.springframework.cache.annotation.CachePut;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Saves vets, and puts what was saved into the cache.
 */
@Service
public class VetService {

	private final VetRepository vets;

	VetService(VetRepository vets) {
		this.vets = vets;
	}

	@Transactional
	@CachePut(cacheNames = "vet", key = "#vet.id")
	@CacheTags("vet:#{#vet.id}")
	@InvalidateTags("vets")
	public Vet save(Vet vet) {
		return this.vets.save(vet);
	}

}
