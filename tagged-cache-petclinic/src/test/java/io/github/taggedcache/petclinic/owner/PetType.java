package io.github.taggedcache.petclinic.owner;

import io.github.taggedcache.petclinic.model.NamedEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/**
 * A kind of animal.
 */
@Entity
@Table(name = "types")
public class PetType extends NamedEntity {

	protected PetType() {
	}

	public PetType(String name) {
		super(name);
	}

}
