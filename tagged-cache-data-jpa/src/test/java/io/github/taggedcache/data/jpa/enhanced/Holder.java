package io.github.taggedcache.data.jpa.enhanced;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Holder {

	@Id
	private Long id;

	private String name;

	public Long getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

}
