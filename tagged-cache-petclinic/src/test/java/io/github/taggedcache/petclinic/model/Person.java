package io.github.taggedcache.petclinic.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import jakarta.validation.constraints.NotBlank;

/**
 * Who has a first and a last name. The web API has another name for the last one.
 */
@MappedSuperclass
public abstract class Person extends BaseEntity {

	@Column
	@NotBlank
	private String firstName;

	@Column
	@NotBlank
	@JsonProperty("surname")
	private String lastName;

	protected Person() {
	}

	protected Person(String firstName, String lastName) {
		this.firstName = firstName;
		this.lastName = lastName;
	}

	public String getFirstName() {
		return this.firstName;
	}

	public void setFirstName(String firstName) {
		this.firstName = firstName;
	}

	public String getLastName() {
		return this.lastName;
	}

	public void setLastName(String lastName) {
		this.lastName = lastName;
	}

	public String getFullName() {
		return this.firstName + " " + this.lastName;
	}

}
