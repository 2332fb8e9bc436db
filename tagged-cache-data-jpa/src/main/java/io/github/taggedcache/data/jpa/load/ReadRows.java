package io.github.taggedcache.data.jpa.load;

import java.util.List;

import io.github.taggedcache.data.jpa.graph.MappedClasses;
import io.github.taggedcache.data.jpa.model.EntityModel;
import io.github.taggedcache.data.jpa.model.TaggedEntity;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.jspecify.annotations.Nullable;

/**
 * Tells a load about the rows that it reads, and about what else their statements read.
 */
final class ReadRows {

	private final EntityModel model;

	private final MappedClasses classes;

	private final RelatedTables related;

	ReadRows(EntityModel model, MappedClasses classes, RelatedTables related) {
		this.model = model;
		this.classes = classes;
		this.related = related;
	}

	/**
	 * A row was read, or was looked for.
	 */
	void row(ObservedRows rows, EntityPersister persister, Object id) {
		TaggedEntity entity = this.model.of(persister);
		if (entity != null) {
			rows.row(entity, id);
		}
		this.related.ofRow(persister).addTo(rows);
	}

	/**
	 * A row came in, with the collections that its statement joins.
	 */
	void row(ObservedRows rows, PostLoadEvent event) {
		row(rows, event.getPersister(), event.getId());
		if (this.related.hasCollections()) {
			Object object = event.getEntity();
			EntityEntry entry = event.getSession().getPersistenceContextInternal().getEntry(object);
			collections(rows, (entry != null) ? entry.getPersister() : event.getPersister(), object);
		}
	}

	private void collections(ObservedRows rows, EntityPersister persister, Object object) {
		for (int property : this.related.collectionsOf(persister)) {
			if (persister.getPropertyTypes()[property] instanceof CollectionType type
					&& persister.getValue(object, property) instanceof PersistentCollection<?> collection
					&& collection.wasInitialized()) {
				this.related.ofCollection(type.getRole()).addTo(rows);
			}
		}
	}

	/**
	 * A collection was read.
	 * @param ownerId null if nobody knows which row owns it
	 */
	void collection(ObservedRows rows, CollectionPersister persister, @Nullable Object ownerId) {
		EntityPersister owner = persister.getOwnerEntityPersister();
		TaggedEntity entity = this.model.of(owner);
		if (entity != null && ownerId != null) {
			rows.row(entity, ownerId);
		}
		else if (entity != null) {
			rows.related(List.of(entity));
		}
		this.related.ofCollection(persister.getRole()).addTo(rows);
	}

	/**
	 * An object came out that Hibernate may have had before, with others that no
	 * statement tells about.
	 */
	void reached(ObservedRows rows, Object object) {
		rows.walk(this.classes, (graph) -> graph.follow(object));
	}

}
