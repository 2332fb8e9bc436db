package io.github.taggedcache.data.jpa.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToIntBiFunction;

import io.github.taggedcache.data.jpa.model.TagForms;
import io.github.taggedcache.data.jpa.model.TaggedEntity;

/**
 * The tags of changed rows. Memory is bounded: if more than 1,000 rows of an entity
 * change, the tag of its table takes the place of theirs. Not safe for threads.
 */
final class ChangedTags {

	/** Most rows of an entity that are named one by one in a transaction. */
	static final int MAX_ROWS = 1000;

	private final Map<TaggedEntity, OfEntity> entities = new LinkedHashMap<>();

	private boolean everyTable;

	/**
	 * Adds the tag of a row, and of whatever shows the row.
	 */
	void row(TaggedEntity entity, Object id) {
		OfEntity changed = of(entity);
		if (!changed.isFull()) {
			changed.row(entity.row(id));
		}
	}

	/**
	 * Adds the tag that each change of a row invalidates.
	 */
	void any(TaggedEntity entity) {
		of(entity).any = true;
	}

	/**
	 * Adds the tags of the values that a row had or has.
	 * @param tags gives them, if they are needed
	 */
	void scopes(TaggedEntity entity, Supplier<Collection<String>> tags) {
		OfEntity changed = of(entity);
		if (!changed.isFull()) {
			changed.scopes.addAll(tags.get());
		}
	}

	/**
	 * Adds the tag of a table, of which nobody knows the rows that changed.
	 */
	void table(TaggedEntity entity) {
		of(entity).table = true;
	}

	void tables(Collection<TaggedEntity> entities) {
		entities.forEach(this::table);
	}

	/**
	 * Adds the tag of every table, since nobody knows what changed.
	 */
	void everyTable() {
		this.everyTable = true;
	}

	private OfEntity of(TaggedEntity entity) {
		return this.entities.computeIfAbsent(entity, (added) -> new OfEntity());
	}

	void addAll(ChangedTags other) {
		this.everyTable |= other.everyTable;
		other.entities.forEach((entity, changed) -> of(entity).addAll(changed));
	}

	boolean isEmpty() {
		return !this.everyTable && this.entities.isEmpty();
	}

	/**
	 * All tags.
	 * @param counted adds rows of an entity to those of the transaction, and returns
	 * their number
	 */
	List<String> all(ToIntBiFunction<TaggedEntity, Integer> counted) {
		List<String> tags = new ArrayList<>();
		this.entities.forEach((entity, changed) -> {
			boolean isTable = changed.table || counted.applyAsInt(entity, changed.count) > MAX_ROWS;
			if (changed.any) {
				tags.add(entity.any());
			}
			else if (changed.count > 0) {
				// Rows that show something else, without a change of their own
				tags.add(entity.many());
			}
			if (isTable) {
				tags.add(entity.table());
			}
			if (!isTable || changed.table) {
				tags.addAll(changed.rows);
				tags.addAll(changed.scopes);
			}
		});
		if (this.everyTable) {
			tags.add(TagForms.EVERY_TABLE);
		}
		tags.add(TagForms.ANY_OF_EVERY_TABLE);
		return tags;
	}

	/**
	 * What changed of one entity.
	 */
	private static final class OfEntity {

		private final Set<String> rows = new LinkedHashSet<>();

		private final Set<String> scopes = new LinkedHashSet<>();

		private int count;

		private boolean any;

		private boolean table;

		/**
		 * Whether there are so many rows that the table stands for them.
		 */
		private boolean isFull() {
			return this.count > MAX_ROWS;
		}

		private void row(String tag) {
			if (this.rows.add(tag)) {
				this.count++;
				forgetTooMany();
			}
		}

		private void addAll(OfEntity other) {
			this.any |= other.any;
			this.table |= other.table;
			this.rows.addAll(other.rows);
			this.scopes.addAll(other.scopes);
			this.count = Math.max(this.rows.size(), Math.max(this.count, other.count));
			forgetTooMany();
		}

		private void forgetTooMany() {
			if (isFull()) {
				this.rows.clear();
				this.scopes.clear();
			}
		}

	}

}
