package io.github.taggedcache.data.jpa.desk;

import jakarta.persistence.Basic;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/**
 * A row with a property that is read when somebody asks for it, if the class is enhanced.
 */
@Entity
public class Memo {

	@Id
	private Long id;

	private String title;

	@Basic(fetch = FetchType.LAZY)
	private String body;

	@ManyToOne(fetch = FetchType.LAZY)
	private Agent author;

	@ManyToOne(fetch = FetchType.LAZY)
	private Agent reader;

	public Long getId() {
		return this.id;
	}

	public String getTitle() {
		return this.title;
	}

	public String getBody() {
		return this.body;
	}

	public Agent getAuthor() {
		return this.author;
	}

	public Agent getReader() {
		return this.reader;
	}

}
