package io.github.taggedcache.petclinic.insurance;

import java.math.BigDecimal;

import io.github.taggedcache.petclinic.model.NamedEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/**
 * What somebody wants back for a treatment.
 */
@Entity
@Table(name = "claims")
public class Claim extends NamedEntity {

	@Column(precision = 10, scale = 2)
	private BigDecimal amount;

	@ManyToOne(cascade = { CascadeType.PERSIST, CascadeType.MERGE })
	private Payee payee;

	protected Claim() {
	}

	public Claim(String name, BigDecimal amount, Payee payee) {
		super(name);
		this.amount = amount;
		this.payee = payee;
	}

	public BigDecimal getAmount() {
		return this.amount;
	}

	public Payee getPayee() {
		return this.payee;
	}

}
