package io.github.taggedcache.data.jpa.desk;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToMany;
import org.hibernate.annotations.Filter;

/**
 * A row with collections of rows that are not all visible.
 */
@Entity
public class Folder {

	@Id
	private Long id;

	@OneToMany(mappedBy = "folder")
	@Filter(name = "ofProject")
	private List<Paper> papers = new ArrayList<>();

	@ManyToMany
	@JoinTable(name = "folder_pin")
	private List<Paper> pinned = new ArrayList<>();

	protected Folder() {
	}

	public Folder(long id) {
		this.id = id;
	}

	public List<Paper> getPapers() {
		return this.papers;
	}

	public List<Paper> getPinned() {
		return this.pinned;
	}

}
