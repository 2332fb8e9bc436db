package io.github.taggedcache.data.jpa.enhanced;

import java.util.HashSet;
import java.util.Set;

import io.github.taggedcache.data.jpa.CachedEntity;
import jakarta.persistence.Basic;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;

/**
 * A row whose scopes name a property and an association that are read when somebody asks
 * for them, if the class is enhanced.
 */
@Entity
@CachedEntity(scopes = { "stage", "holder" })
public class Claim implements LazyClaim {

	@Id
	private Long id;

	private String title;

	@Basic(fetch = FetchType.LAZY)
	private String stage;

	@ManyToOne(fetch = FetchType.LAZY)
	private Holder holder;

	@ManyToOne(fetch = FetchType.LAZY)
	@JoinColumn(name = "office_code", referencedColumnName = "code")
	private Office office;

	@ElementCollection
	private Set<String> notes = new HashSet<>();

	@Override
	public String getStage() {
		return this.stage;
	}

	@Override
	public void setStage(String stage) {
		this.stage = stage;
	}

	@Override
	public void setTitle(String title) {
		this.title = title;
	}

	public String getTitle() {
		return this.title;
	}

	@Override
	public Object getHolder() {
		return this.holder;
	}

	@Override
	public Object getOffice() {
		return this.office;
	}

	@Override
	public Set<String> getNotes() {
		return this.notes;
	}

}
