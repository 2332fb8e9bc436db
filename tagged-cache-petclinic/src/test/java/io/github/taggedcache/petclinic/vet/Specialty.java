package io.github.taggedcache.petclinic.vet;

import io.github.taggedcache.petclinic.model.NamedEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/**
 * What a vet knows best.
 */
@Entity
@Table(name = "specialties")
public class Specialty extends NamedEntity {

	protected Specialty() {
	}

	public Specialty(String name) {
		super(name);
	}

}
