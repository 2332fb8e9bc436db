package io.github.taggedcache.data.jpa.graph;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;

import io.github.taggedcache.data.jpa.model.TaggedEntity;
import org.hibernate.Hibernate;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/**
 * A walk through objects, which finds each entity that is reachable without a statement:
 * from entities, containers and what is said to stand for entities. What Hibernate has
 * not initialised stays so.
 * <p>
 * Remembers where it was, so that several walks cost as much as one. Keeps a list of what
 * is left to visit, so that the length of a chain does not matter. Not for several
 * threads.
 */
public final class InitializedGraph {

	private final MappedClasses.Known classes;

	private final Found found;

	private final Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());

	private final Deque<Object> pending = new ArrayDeque<>();

	/**
	 * Creates a walk.
	 * @param classes the classes of entities: those that there are now
	 * @param found who is told about what is found
	 */
	public InitializedGraph(MappedClasses classes, Found found) {
		this.classes = classes.now();
		this.found = found;
	}

	/**
	 * Finds an object, and what is reachable from it.
	 * @param object the object
	 */
	public void follow(@Nullable Object object) {
		add(object);
		visitPending();
	}

	/**
	 * Finds what is reachable from an entity. The entity itself is found only if another
	 * one leads to it.
	 * @param entity the entity
	 */
	public void followFrom(Object entity) {
		MappedClass mapped = this.classes.of(entity.getClass());
		if (mapped != null && Hibernate.isInitialized(entity) && this.visited.add(entity)) {
			mapped.follow(entity, this::add);
			visitPending();
		}
	}

	private void add(@Nullable Object object) {
		if (object != null && !Containers.isLeaf(object)) {
			this.pending.push(object);
		}
	}

	private void visitPending() {
		for (Object next = this.pending.poll(); next != null; next = this.pending.poll()) {
			if (Hibernate.isInitialized(next)) {
				visit((next instanceof HibernateProxy proxy) ? proxy.getHibernateLazyInitializer().getImplementation()
						: next);
			}
		}
	}

	private void visit(Object object) {
		MappedClass mapped = this.classes.of(object.getClass());
		if (mapped != null) {
			tell(mapped, object);
		}
		if (!this.visited.add(object)) {
			return;
		}
		if (mapped != null) {
			mapped.follow(object, this::add);
		}
		else if (!Containers.open(object, this::add)) {
			this.found.object(object, this::add);
		}
		else if (object instanceof Record) {
			this.found.object(object, (more) -> {
			});
		}
	}

	private void tell(MappedClass mapped, Object object) {
		TaggedEntity entity = mapped.entity();
		Object id = (entity != null) ? mapped.id(object) : null;
		if (entity != null && id != null) {
			this.found.row(entity, id);
		}
	}

	/**
	 * Is told about what a walk finds.
	 */
	@FunctionalInterface
	public interface Found {

		/**
		 * A row, perhaps not for the first time.
		 * @param entity the entity
		 * @param id the id of the row
		 */
		void row(TaggedEntity entity, Object id);

		/**
		 * A record, or an object that is neither an entity nor a container.
		 * @param object the object
		 * @param more takes what else is to be visited
		 */
		default void object(Object object, Consumer<@Nullable Object> more) {
		}

	}

}
