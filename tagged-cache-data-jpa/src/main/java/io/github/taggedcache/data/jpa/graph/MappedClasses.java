package io.github.taggedcache.data.jpa.graph;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.taggedcache.data.jpa.model.EntityModel;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Finds the mapping of objects by their classes, in units that may be added later.
 */
public final class MappedClasses {

	private final Supplier<List<EntityModel>> units;

	private volatile Known known = new Known(List.of());

	/**
	 * Creates it.
	 * @param units the units that there are so far: the same list until they are others
	 */
	public MappedClasses(Supplier<List<EntityModel>> units) {
		this.units = units;
	}

	/**
	 * The classes of the units that there are now.
	 * @return what is known of them
	 */
	Known now() {
		List<EntityModel> units = this.units.get();
		Known known = this.known;
		if (known.units != units) {
			known = new Known(units);
			this.known = known;
		}
		return known;
	}

	/**
	 * A class that somebody made of a mapped one is that.
	 */
	private static @Nullable MappedClass find(Class<?> type, List<EntityModel> units) {
		for (Class<?> mapped = type; mapped != null && mapped != Object.class; mapped = mapped.getSuperclass()) {
			for (EntityModel unit : units) {
				EntityPersister persister = unit.persister(mapped);
				if (persister != null) {
					return new MappedClass(persister, unit.of(persister));
				}
			}
		}
		return null;
	}

	/**
	 * The classes of some units.
	 */
	static final class Known {

		private final List<EntityModel> units;

		private final Map<Class<?>, Optional<MappedClass>> classes = new ConcurrentHashMap<>();

		private Known(List<EntityModel> units) {
			this.units = units;
		}

		/**
		 * The mapping of a class.
		 * @param type the class of an object, not that of a Hibernate proxy
		 * @return null if its objects are no entities
		 */
		@Nullable MappedClass of(Class<?> type) {
			Optional<MappedClass> found = this.classes.get(type);
			if (found == null) {
				found = Optional.ofNullable(find(type, this.units));
				this.classes.put(type, found);
			}
			return found.orElse(null);
		}

	}

}
