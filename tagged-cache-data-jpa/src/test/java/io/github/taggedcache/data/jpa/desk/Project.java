package io.github.taggedcache.data.jpa.desk;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Project {

	@Id
	private Long id;

	private String name;

	protected Project() {
	}

	public Project(long id, String name) {
		this.id = id;
		this.name = name;
	}

	public Long getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

}
