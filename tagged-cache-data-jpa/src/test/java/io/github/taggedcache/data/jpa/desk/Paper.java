package io.github.taggedcache.data.jpa.desk;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.SQLRestriction;

/**
 * A row that is visible while it is not hidden, and while nobody blocked its agent.
 */
@Entity
@SQLRestriction("hidden = false and not exists (select 1 from agent a where a.name = 'blocked')")
@FilterDef(name = "ofProject", defaultCondition = "id - 17 in (select p.id from project p)")
@Filter(name = "ofProject")
public class Paper {

	@Id
	private Long id;

	@SuppressWarnings("unused") // a restriction reads it
	private boolean hidden;

	@ManyToOne(fetch = FetchType.LAZY)
	@SuppressWarnings("unused") // a collection is mapped by it
	private Folder folder;

	protected Paper() {
	}

	public Paper(long id, Folder folder, boolean hidden) {
		this.id = id;
		this.folder = folder;
		this.hidden = hidden;
	}

	public Long getId() {
		return this.id;
	}

}
