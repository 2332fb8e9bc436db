package io.github.taggedcache.petclinic.insurance;

import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import io.github.taggedcache.petclinic.model.NamedEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/**
 * Who gets the money of a claim. Several claims of a policy may have the same payee, and
 * a merge goes on from each of them. JPA refuses to merge two objects of one entity, so a
 * payee must come back as one object.
 */
@Entity
@Table(name = "payees")
@JsonIdentityInfo(generator = ObjectIdGenerators.IntSequenceGenerator.class)
public class Payee extends NamedEntity {

	protected Payee() {
	}

	public Payee(String name) {
		super(name);
	}

}
