package io.github.taggedcache.data.jpa.desk;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.taggedcache.data.jpa.CachedEntity;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;

/**
 * A ticket with lazy associations, but for the project.
 */
@Entity
@CachedEntity(scopes = { "status", "status, owner" })
public class Ticket {

	@Id
	private Long id;

	private String title;

	@SuppressWarnings("unused") // scopes name it
	private String status;

	@ManyToOne(fetch = FetchType.LAZY)
	private Agent owner;

	@ManyToOne(fetch = FetchType.EAGER)
	private Project project;

	@ManyToOne(fetch = FetchType.LAZY)
	private Ticket parent;

	@OneToMany(mappedBy = "ticket")
	private List<Comment> comments = new ArrayList<>();

	@ElementCollection
	private Set<String> labels = new LinkedHashSet<>();

	protected Ticket() {
	}

	public Ticket(long id, String title) {
		this.id = id;
		this.title = title;
	}

	public Long getId() {
		return this.id;
	}

	public String getTitle() {
		return this.title;
	}

	public Agent getOwner() {
		return this.owner;
	}

	public Project getProject() {
		return this.project;
	}

	public Ticket getParent() {
		return this.parent;
	}

	public void setOwner(Agent owner) {
		this.owner = owner;
	}

	public void setParent(Ticket parent) {
		this.parent = parent;
	}

	public List<Comment> getComments() {
		return this.comments;
	}

	public Set<String> getLabels() {
		return this.labels;
	}

}
