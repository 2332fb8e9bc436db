package io.github.taggedcache.petclinic.owner;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

import io.github.taggedcache.petclinic.model.BaseEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotBlank;

import org.springframework.format.annotation.DateTimeFormat;

/**
 * A visit of a pet.
 */
@Entity
@Table(name = "visits")
public class Visit extends BaseEntity {

	@Column(name = "visit_date")
	@DateTimeFormat(pattern = "yyyy-MM-dd")
	private LocalDate date;

	@NotBlank
	private String description;

	@Enumerated(EnumType.STRING)
	private VisitKind kind;

	@Column(precision = 10, scale = 2)
	private BigDecimal price;

	private Instant booked;

	protected Visit() {
	}

	public Visit(LocalDate date, String description, VisitKind kind, BigDecimal price) {
		this.date = date;
		this.description = description;
		this.kind = kind;
		this.price = price;
		this.booked = date.atStartOfDay().toInstant(ZoneOffset.UTC).plusNanos(123_456_000);
	}

	public LocalDate getDate() {
		return this.date;
	}

	public String getDescription() {
		return this.description;
	}

	public VisitKind getKind() {
		return this.kind;
	}

	public BigDecimal getPrice() {
		return this.price;
	}

	public Instant getBooked() {
		return this.booked;
	}

}
