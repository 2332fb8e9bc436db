package io.github.taggedcache.data.jpa.statement;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import io.github.taggedcache.data.jpa.model.EntityModels;
import io.github.taggedcache.data.jpa.model.TaggedEntity;

/**
 * The entities whose tables a statement touches.
 *
 * @param read those that it reads
 * @param written those that it writes
 * @param known whether the statement was understood
 * @param version the version of the persistence units that were asked
 */
record TouchedTables(Set<TaggedEntity> read, Set<TaggedEntity> written, boolean known, int version) {

	TouchedTables {
		read = Set.copyOf(read);
		written = Set.copyOf(written);
	}

	/**
	 * Looks at a statement.
	 */
	static TouchedTables of(String sql, EntityModels models, int version) {
		TouchedNames names = new TouchedNames((name) -> !models.ofTable(name).isEmpty());
		names.add(sql);
		return new TouchedTables(entities(names.read(), models), entities(names.written(), models), names.isKnown(),
				version);
	}

	private static Set<TaggedEntity> entities(Collection<String> names, EntityModels models) {
		Set<TaggedEntity> entities = new LinkedHashSet<>();
		names.forEach((name) -> entities.addAll(models.ofTable(name)));
		return entities;
	}

}
