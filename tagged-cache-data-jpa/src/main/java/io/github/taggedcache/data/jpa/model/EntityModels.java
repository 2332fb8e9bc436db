package io.github.taggedcache.data.jpa.model;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The persistence units of the application that exist: units that are not made yet, or
 * are closed, are not among them. Safe for threads.
 */
public final class EntityModels {

	private volatile List<EntityModel> all = List.of();

	private volatile int version;

	/**
	 * Adds a unit.
	 * @param model what its mapping says
	 */
	public synchronized void add(EntityModel model) {
		replace(Stream.concat(this.all.stream(), Stream.of(model)));
	}

	/**
	 * Removes a unit that is closed.
	 * @param model what its mapping said
	 */
	public synchronized void remove(EntityModel model) {
		replace(this.all.stream().filter(Predicate.not(model::equals)));
	}

	/**
	 * The list comes first: who has read the new version finds the new list.
	 */
	private void replace(Stream<EntityModel> models) {
		this.all = models.toList();
		int next = this.version + 1;
		this.version = next;
	}

	/**
	 * All units.
	 * @return the units; the same list until a unit comes or goes
	 */
	public List<EntityModel> all() {
		return this.all;
	}

	/**
	 * A number that is another one whenever a unit came or went.
	 * @return the number
	 */
	public int version() {
		return this.version;
	}

	/**
	 * The entities of a table, in any unit.
	 * @param table its name, in lower case, without schema and quotes
	 * @return none if no entity with tags has rows there
	 */
	public Collection<TaggedEntity> ofTable(String table) {
		Set<TaggedEntity> found = new LinkedHashSet<>();
		this.all.forEach((model) -> found.addAll(model.ofTable(table)));
		return found;
	}

	/**
	 * The entity of a name in tags, in any unit.
	 * @param name the name
	 * @return null if there is none
	 */
	public @Nullable TaggedEntity named(String name) {
		for (EntityModel model : this.all) {
			TaggedEntity found = model.named(name);
			if (found != null) {
				return found;
			}
		}
		return null;
	}

}
