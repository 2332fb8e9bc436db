package io.github.taggedcache.petclinic.boarding;

import io.github.taggedcache.petclinic.model.BaseEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/**
 * A guest of a kennel.
 */
@Entity
@Table(name = "stays")
public class Stay extends BaseEntity {

	private String guest;

	@ManyToOne
	private Kennel kennel;

	protected Stay() {
	}

	public Stay(String guest, Kennel kennel) {
		this.guest = guest;
		this.kennel = kennel;
	}

	public String getGuest() {
		return this.guest;
	}

	public Kennel getKennel() {
		return this.kennel;
	}

}
