package io.github.taggedcache.benchmarks.entity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

/**
 * A row.
 */
@Entity
class Item {

	@Id
	private long id;

	private long changes;

	@Version
	private int version;

	protected Item() {
	}

	Item(long id) {
		this.id = id;
	}

	void change() {
		this.changes++;
	}

	long changes() {
		return this.changes;
	}

}
