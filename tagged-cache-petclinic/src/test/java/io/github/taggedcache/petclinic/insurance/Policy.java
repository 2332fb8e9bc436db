package io.github.taggedcache.petclinic.insurance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

import io.github.taggedcache.petclinic.owner.Owner;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.annotations.SortNatural;

/**
 * An insurance of an owner's pets. Its holder and its claims are loaded when somebody
 * looks at them.
 */
@Entity
@Table(name = "policies")
public class Policy {

	@EmbeddedId
	private PolicyNumber number;

	@Version
	private Long version;

	private LocalDate begin;

	@ManyToOne(fetch = FetchType.LAZY)
	private Owner holder;

	@OneToMany(fetch = FetchType.LAZY, cascade = CascadeType.ALL)
	@OrderBy("amount DESC")
	private List<Claim> claims = new ArrayList<>();

	@ElementCollection(fetch = FetchType.EAGER)
	@MapKeyColumn(name = "treatment")
	@Column(name = "most", precision = 10, scale = 2)
	private Map<String, BigDecimal> limits = new LinkedHashMap<>();

	@ElementCollection(fetch = FetchType.EAGER)
	@SortNatural
	private SortedSet<String> exclusions = new TreeSet<>();

	protected Policy() {
	}

	public Policy(PolicyNumber number, Owner holder, LocalDate begin) {
		this.number = number;
		this.holder = holder;
		this.begin = begin;
	}

	public PolicyNumber getNumber() {
		return this.number;
	}

	public LocalDate getBegin() {
		return this.begin;
	}

	public Owner getHolder() {
		return this.holder;
	}

	public List<Claim> getClaims() {
		return this.claims;
	}

	public Map<String, BigDecimal> getLimits() {
		return this.limits;
	}

	public SortedSet<String> getExclusions() {
		return this.exclusions;
	}

}
