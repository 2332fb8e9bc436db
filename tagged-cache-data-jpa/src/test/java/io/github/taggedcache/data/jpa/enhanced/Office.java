package io.github.taggedcache.data.jpa.enhanced;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;

/**
 * Shows its claims, which name it by its code.
 */
@Entity
public class Office {

	@Id
	private Long id;

	@Column(unique = true)
	private String code;

	@OneToMany(mappedBy = "office")
	private Set<Claim> claims = new HashSet<>();

	public Long getId() {
		return this.id;
	}

	public String getCode() {
		return this.code;
	}

	public Set<Claim> getClaims() {
		return this.claims;
	}

}
