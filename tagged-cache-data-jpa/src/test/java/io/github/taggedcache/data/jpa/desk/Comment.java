package io.github.taggedcache.data.jpa.desk;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

@Entity
public class Comment {

	@Id
	private Long id;

	private String text;

	@ManyToOne(fetch = FetchType.LAZY)
	private Ticket ticket;

	protected Comment() {
	}

	public Comment(long id, String text, Ticket ticket) {
		this.id = id;
		this.text = text;
		this.ticket = ticket;
	}

	public Long getId() {
		return this.id;
	}

	public String getText() {
		return this.text;
	}

	public Ticket getTicket() {
		return this.ticket;
	}

}
