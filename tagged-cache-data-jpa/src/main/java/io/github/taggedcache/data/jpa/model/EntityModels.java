package io.github.taggedcache.data.jpa.model;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

/**
 * The persistence units of the application, as far as they exist yet.
 */
public final class EntityModels {

	private final List<EntityModel> all = new CopyOnWriteArrayList<>();

	/**
	 * Adds a unit.
	 * @param model what its mapping says
	 */
	public void add(EntityModel model) {
		this.all.add(model);
	}

	/**
	 * All units.
	 * @return the units
	 */
	public List<EntityModel> all() {
		return List.copyOf(this.all);
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
