package io.github.taggedcache.petclinic.boarding;

import java.util.ArrayList;
import java.util.List;

import io.github.taggedcache.petclinic.model.NamedEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;

/**
 * A kennel, and who stays there: both sides of an association.
 */
@Entity
@Table(name = "kennels")
public class Kennel extends NamedEntity {

	@OneToMany(mappedBy = "kennel", cascade = CascadeType.ALL, fetch = FetchType.EAGER)
	@OrderBy("guest")
	private List<Stay> stays = new ArrayList<>();

	protected Kennel() {
	}

	public Kennel(String name) {
		super(name);
	}

	public List<Stay> getStays() {
		return this.stays;
	}

}
