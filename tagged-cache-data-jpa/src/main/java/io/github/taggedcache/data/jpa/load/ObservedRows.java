package io.github.taggedcache.data.jpa.load;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.github.taggedcache.core.load.LoadScope;
import io.github.taggedcache.core.load.ObservedTags;
import io.github.taggedcache.data.jpa.graph.InitializedGraph;
import io.github.taggedcache.data.jpa.graph.MappedClasses;
import io.github.taggedcache.data.jpa.graph.RowTags;
import io.github.taggedcache.data.jpa.model.TagForms;
import io.github.taggedcache.data.jpa.model.TaggedEntity;
import org.jspecify.annotations.Nullable;

/**
 * What one load read: rows by their ids, and tables by statements.
 * <p>
 * The tag of a row stays a tag of its own up to {@value RowTags#MAX_ROWS} rows of one
 * entity. The tag that stands for all rows of a table that a statement read is left out
 * where the method declares a narrower one. The tags of bulk changes,
 * {@link TagForms#table} and {@link TagForms#EVERY_TABLE}, come with everything.
 */
public final class ObservedRows implements ObservedTags {

	private final RowTags rows = new RowTags();

	private final Map<String, TaggedEntity> queried = new LinkedHashMap<>();

	private final IdentityHashMap<MappedClasses, InitializedGraph> graphs = new IdentityHashMap<>(2);

	private final Map<String, TaggedEntity> related = new LinkedHashMap<>();

	private boolean anything;

	private ObservedRows() {
	}

	/**
	 * What observes the load that the calling thread works for.
	 * @return null outside a load
	 */
	public static @Nullable ObservedRows current() {
		LoadScope scope = LoadScope.current();
		return (scope != null) ? scope.observed(ObservedRows.class, ObservedRows::new) : null;
	}

	/**
	 * Takes note that a row was read, or was looked for.
	 * @param entity the entity
	 * @param id the id of the row
	 */
	public synchronized void row(TaggedEntity entity, Object id) {
		this.rows.add(entity, id);
	}

	/**
	 * Takes note that a statement read tables.
	 * @param entities the entities of the tables
	 */
	public synchronized void queried(Collection<TaggedEntity> entities) {
		entities.forEach((entity) -> this.queried.put(entity.name(), entity));
	}

	/**
	 * Takes note that a row shows something of other tables: no tag that a method
	 * declares for its rows stands for that.
	 * @param entities the entities of the tables
	 */
	synchronized void related(Collection<TaggedEntity> entities) {
		entities.forEach((entity) -> this.related.put(entity.name(), entity));
	}

	/**
	 * Takes note that a statement read nobody knows what.
	 */
	public synchronized void queriedAnything() {
		this.anything = true;
	}

	/**
	 * Takes note that the load got hold of objects that Hibernate had before.
	 * @param classes the classes of their unit
	 * @param walk gets the walk that finds their rows
	 */
	synchronized void walk(MappedClasses classes, Consumer<InitializedGraph> walk) {
		walk.accept(this.graphs.computeIfAbsent(classes, (unit) -> new InitializedGraph(unit, this.rows::add)));
	}

	@Override
	public synchronized Collection<String> tags(Predicate<String> wanted) {
		Set<String> tags = new LinkedHashSet<>();
		this.rows.addTo(tags);
		for (TaggedEntity entity : this.queried.values()) {
			if (wanted.test(entity.any())) {
				tags.add(entity.any());
			}
			tags.add(entity.table());
		}
		for (TaggedEntity entity : this.related.values()) {
			tags.add(entity.any());
			tags.add(entity.table());
		}
		if (this.anything) {
			tags.add(TagForms.ANY_OF_EVERY_TABLE);
		}
		if (!tags.isEmpty()) {
			tags.add(TagForms.EVERY_TABLE);
		}
		return tags;
	}

}
