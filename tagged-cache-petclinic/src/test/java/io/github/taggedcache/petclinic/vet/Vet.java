package io.github.taggedcache.petclinic.vet;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.taggedcache.petclinic.model.NamedEntity;
import io.github.taggedcache.petclinic.model.Person;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.Table;

/**
 * A vet. Specialties are a set, and shown as a sorted list that cannot be changed.
 */
@Entity
@Table(name = "vets")
public class Vet extends Person {

	@ManyToMany(fetch = FetchType.EAGER)
	@JoinTable(name = "vet_specialties", joinColumns = @JoinColumn(name = "vet_id"),
			inverseJoinColumns = @JoinColumn(name = "specialty_id"))
	private Set<Specialty> specialties;

	protected Vet() {
	}

	public Vet(String firstName, String lastName, Specialty... specialties) {
		super(firstName, lastName);
		this.specialties = new HashSet<>(List.of(specialties));
	}

	public List<Specialty> getSpecialties() {
		return this.specialties.stream().sorted(Comparator.comparing(NamedEntity::getName)).toList();
	}

	public int getNumberOfSpecialties() {
		return this.specialties.size();
	}

	public void learn(Specialty specialty) {
		this.specialties.add(specialty);
	}

}
