package io.github.taggedcache.data.jpa.history;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

import io.github.taggedcache.data.jpa.CachedEntity;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;

/**
 * A ticket, with lists of tickets by status, and by agent and status.
 */
@Entity
@CachedEntity(scopes = { "status", "agent, status" })
class Ticket {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	private Long id;

	private String title;

	@Enumerated(EnumType.STRING)
	private Status status;

	@ManyToOne(fetch = FetchType.LAZY)
	private Agent agent;

	@ElementCollection
	private Set<String> notes = new TreeSet<>();

	@ManyToMany
	private Set<Label> labels = new LinkedHashSet<>();

	@Version
	private int version;

	protected Ticket() {
	}

	Ticket(String title, Status status, Agent agent) {
		this.title = title;
		this.status = status;
		this.agent = agent;
	}

	Long id() {
		return this.id;
	}

	String title() {
		return this.title;
	}

	void rename(String title) {
		this.title = title;
	}

	Status status() {
		return this.status;
	}

	void move(Status status) {
		this.status = status;
	}

	Agent agent() {
		return this.agent;
	}

	void assign(Agent agent) {
		this.agent = agent;
	}

	Set<String> notes() {
		return this.notes;
	}

	Set<Label> labels() {
		return this.labels;
	}

}
