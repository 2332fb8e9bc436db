package io.github.taggedcache.petclinic.owner;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.github.taggedcache.petclinic.model.NamedEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;

import org.springframework.format.annotation.DateTimeFormat;

/**
 * A pet with its visits, oldest first. The web API shows the month of birth only.
 */
@Entity
@Table(name = "pets")
public class Pet extends NamedEntity {

	@DateTimeFormat(pattern = "yyyy-MM-dd")
	@JsonFormat(pattern = "MM/yyyy")
	private LocalDate birthDate;

	@Column(precision = 7, scale = 3)
	private BigDecimal weight;

	@ManyToOne
	@JoinColumn(name = "type_id")
	private PetType type;

	@OneToMany(cascade = CascadeType.ALL, fetch = FetchType.EAGER)
	@JoinColumn(name = "pet_id")
	@OrderBy("date ASC")
	private final Set<Visit> visits = new LinkedHashSet<>();

	protected Pet() {
	}

	public Pet(String name, PetType type) {
		super(name);
		this.type = type;
	}

	public LocalDate getBirthDate() {
		return this.birthDate;
	}

	public void setBirthDate(LocalDate birthDate) {
		this.birthDate = birthDate;
	}

	public BigDecimal getWeight() {
		return this.weight;
	}

	public void setWeight(BigDecimal weight) {
		this.weight = weight;
	}

	public PetType getType() {
		return this.type;
	}

	public Set<Visit> getVisits() {
		return this.visits;
	}

}
