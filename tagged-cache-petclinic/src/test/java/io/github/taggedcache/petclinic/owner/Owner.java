package io.github.taggedcache.petclinic.owner;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.taggedcache.petclinic.model.Person;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * An owner of pets. The list of pets is final and has no setter, and the web API hides,
 * masks and renames much of the rest.
 */
@Entity
@Table(name = "owners")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties("city")
public class Owner extends Person {

	@NotBlank
	private String address;

	@NotBlank
	private String city;

	@Pattern(regexp = "\\d{10}", message = "A telephone number has ten digits")
	@JsonSerialize(using = MaskedText.class)
	private String telephone;

	/** Written by the staff; none of the owner's business. */
	@JsonIgnore
	private String remark;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	private LocalDate registered;

	@Embedded
	private Contact contact;

	@OneToMany(cascade = CascadeType.ALL, fetch = FetchType.EAGER, orphanRemoval = true)
	@JoinColumn(name = "owner_id")
	@OrderBy("name")
	private final List<@Valid Pet> pets = new ArrayList<>();

	@Version
	private int version;

	public Owner() {
	}

	public Owner(String firstName, String lastName) {
		super(firstName, lastName);
	}

	public String getAddress() {
		return this.address;
	}

	public void setAddress(String address) {
		this.address = address;
	}

	public String getCity() {
		return this.city;
	}

	public void setCity(String city) {
		this.city = city;
	}

	public String getTelephone() {
		return this.telephone;
	}

	public void setTelephone(String telephone) {
		this.telephone = telephone;
	}

	public String getRemark() {
		return this.remark;
	}

	public void setRemark(String remark) {
		this.remark = remark;
	}

	public LocalDate getRegistered() {
		return this.registered;
	}

	public void setRegistered(LocalDate registered) {
		this.registered = registered;
	}

	public Contact getContact() {
		return this.contact;
	}

	public void setContact(Contact contact) {
		this.contact = contact;
	}

	public List<Pet> getPets() {
		return this.pets;
	}

	public Optional<Pet> pet(String name) {
		return this.pets.stream().filter((pet) -> pet.getName().equals(name)).findFirst();
	}

	public int getVersion() {
		return this.version;
	}

}
