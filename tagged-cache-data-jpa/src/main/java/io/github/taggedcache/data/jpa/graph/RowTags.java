package io.github.taggedcache.data.jpa.graph;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.github.taggedcache.data.jpa.model.TagForms;
import io.github.taggedcache.data.jpa.model.TaggedEntity;

/**
 * The tags of rows. Where there are more than {@value #MAX_ROWS} rows of one entity, one
 * tag stands for all of them. Not for several threads.
 */
public final class RowTags {

	/** As many rows of one entity have tags of their own. */
	public static final int MAX_ROWS = 100;

	private final Map<String, Set<String>> rows = new LinkedHashMap<>();

	private final Set<String> many = new HashSet<>();

	/**
	 * Adds a row.
	 * @param entity the entity
	 * @param id the id of the row
	 */
	public void add(TaggedEntity entity, Object id) {
		if (this.many.contains(entity.name())) {
			return;
		}
		Set<String> tags = this.rows.computeIfAbsent(entity.name(), (name) -> new LinkedHashSet<>());
		tags.add(entity.row(id));
		if (tags.size() > MAX_ROWS) {
			tags.clear();
			tags.add(entity.any());
			tags.add(entity.many());
			this.many.add(entity.name());
		}
	}

	/**
	 * Adds the tags to others: those of the rows, and those that stand for their tables.
	 * @param tags takes the tags
	 */
	public void addTo(Set<String> tags) {
		this.rows.forEach((name, ofEntity) -> {
			tags.addAll(ofEntity);
			tags.add(TagForms.table(name));
		});
		if (!this.rows.isEmpty()) {
			tags.add(TagForms.EVERY_TABLE);
		}
	}

}
