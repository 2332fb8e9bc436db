package io.github.taggedcache.data.jpa.desk;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Formula;

/**
 * A row whose formula reads other tables.
 */
@Entity
public class Board {

	@Id
	private Long id;

	@Formula("(select count(*) from ticket t where t.project_id = id)")
	private long tickets;

	protected Board() {
	}

	public Board(long id) {
		this.id = id;
	}

	public long getTickets() {
		return this.tickets;
	}

}
