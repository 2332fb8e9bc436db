package io.github.taggedcache.data.jpa.history;

import java.util.LinkedHashSet;
import java.util.Set;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;

/**
 * A label of tickets, by its text.
 */
@Entity
class Label {

	@Id
	private String text;

	private String colour;

	@ManyToMany(mappedBy = "labels")
	private Set<Ticket> tickets = new LinkedHashSet<>();

	protected Label() {
	}

	Label(String text, String colour) {
		this.text = text;
		this.colour = colour;
	}

	String text() {
		return this.text;
	}

	String colour() {
		return this.colour;
	}

	void paint(String colour) {
		this.colour = colour;
	}

	Set<Ticket> tickets() {
		return this.tickets;
	}

}
