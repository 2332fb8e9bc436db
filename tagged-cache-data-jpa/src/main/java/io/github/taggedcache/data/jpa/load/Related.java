package io.github.taggedcache.data.jpa.load;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import io.github.taggedcache.data.jpa.model.TaggedEntity;

/**
 * Entities whose tables a read looks at beside its own.
 */
final class Related {

	static final Related NOTHING = new Related();

	static final int[] NO_PROPERTIES = {};

	private final Set<TaggedEntity> entities = new LinkedHashSet<>();

	private boolean anything;

	void add(TaggedEntity entity) {
		this.entities.add(entity);
	}

	void addAll(Collection<TaggedEntity> entities) {
		this.entities.addAll(entities);
	}

	/**
	 * Nobody knows which tables are read.
	 */
	void addAnything() {
		this.anything = true;
	}

	boolean isEmpty() {
		return this.entities.isEmpty() && !this.anything;
	}

	void addTo(ObservedRows rows) {
		if (!this.entities.isEmpty()) {
			rows.related(this.entities);
		}
		if (this.anything) {
			rows.queriedAnything();
		}
	}

}
