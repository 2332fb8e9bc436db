package io.github.taggedcache.petclinic.model;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import jakarta.validation.constraints.NotBlank;

/**
 * What has a name.
 */
@MappedSuperclass
public abstract class NamedEntity extends BaseEntity {

	@Column
	@NotBlank
	private String name;

	protected NamedEntity() {
	}

	protected NamedEntity(String name) {
		this.name = name;
	}

	public String getName() {
		return this.name;
	}

	public void setName(String name) {
		this.name = name;
	}

	@Override
	public String toString() {
		return this.name;
	}

}
