package io.github.taggedcache.data.jpa.history;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;

/**
 * Somebody who works on tickets. The database gives its id while the agent is inserted.
 */
@Entity
class Agent {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Long id;

	private String name;

	@OneToMany(mappedBy = "agent")
	private List<Ticket> tickets = new ArrayList<>();

	protected Agent() {
	}

	Agent(String name) {
		this.name = name;
	}

	Long id() {
		return this.id;
	}

	String name() {
		return this.name;
	}

	void rename(String name) {
		this.name = name;
	}

	List<Ticket> tickets() {
		return this.tickets;
	}

}
