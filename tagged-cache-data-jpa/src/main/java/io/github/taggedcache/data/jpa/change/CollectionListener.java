package io.github.taggedcache.data.jpa.change;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.taggedcache.data.jpa.model.EntityModel;
import io.github.taggedcache.data.jpa.model.TaggedEntity;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.PostCollectionRecreateEvent;
import org.hibernate.event.spi.PostCollectionRecreateEventListener;
import org.hibernate.event.spi.PreCollectionRemoveEvent;
import org.hibernate.event.spi.PreCollectionRemoveEventListener;
import org.hibernate.event.spi.PreCollectionUpdateEvent;
import org.hibernate.event.spi.PreCollectionUpdateEventListener;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.EntityType;
import org.jspecify.annotations.Nullable;

/**
 * Turns written collections into tags: of the row that owns the collection, and of the
 * rows that came into it or left it if those show it as well. Listens before the write,
 * while the collection still knows what it was. The events of stateless sessions are left
 * out, as their statements count as a whole.
 */
final class CollectionListener implements PreCollectionUpdateEventListener, PreCollectionRemoveEventListener,
		PostCollectionRecreateEventListener {

	private static final long serialVersionUID = 1;

	private final transient EntityModel model;

	private final transient Associations associations;

	private final transient Changes changes;

	CollectionListener(EntityModel model, Associations associations, Changes changes) {
		this.model = model;
		this.associations = associations;
		this.changes = changes;
	}

	@Override
	public void onPreUpdateCollection(PreCollectionUpdateEvent event) {
		changed(event, true, true);
	}

	@Override
	public void onPreRemoveCollection(PreCollectionRemoveEvent event) {
		changed(event, true, false);
	}

	@Override
	public void onPostRecreateCollection(PostCollectionRecreateEvent event) {
		changed(event, false, true);
	}

	private void changed(AbstractCollectionEvent event, boolean hasBefore, boolean hasAfter) {
		Flush flush = this.changes.currentFlush();
		CollectionPersister collection = event.getCollectionPersister();
		if (flush == null || collection == null || (collection.isInverse() && !collection.hasIndex())) {
			return;
		}
		addOwner(event, collection, flush);
		if (Associations.hasEntities(collection) && this.associations.isShownByElements(collection)) {
			TaggedEntity element = this.model.of(collection.getElementPersister());
			if (element != null) {
				Set<Object> ids = movedIds(event.getCollection(), collection, hasBefore, hasAfter, flush.session());
				addElements(element, collection, ids, flush.rows());
			}
		}
	}

	private void addOwner(AbstractCollectionEvent event, CollectionPersister collection, Flush flush) {
		TaggedEntity entity = this.model.of(collection.getOwnerEntityPersister());
		if (entity == null) {
			return;
		}
		ChangedTags changed = flush.rows();
		changed.any(entity);
		Object id = event.getAffectedOwnerIdOrNull();
		if (id != null) {
			changed.row(entity, id);
		}
		Object owner = event.getAffectedOwnerOrNull();
		if (id == null || (owner == null && !entity.scopes().isEmpty())) {
			changed.table(entity);
		}
		else if (owner != null && !entity.scopes().isEmpty()) {
			SharedSessionContractImplementor session = flush.session();
			EntityPersister persister = session.getEntityPersister(event.getAffectedOwnerEntityName(), owner);
			Object[] state = persister.getValues(owner);
			if (entity.areScopesLoaded(persister, state)) {
				changed.scopes(entity, () -> entity.scopesOf(persister, state, session));
			}
			else {
				changed.table(entity);
			}
		}
	}

	/**
	 * Adds the rows that came into a collection or left it. If they have a column of it,
	 * they have changed.
	 * @param ids their ids; null if nobody knows them. Then they have left it, and what
	 * shows that has the tag of the owner, which was a row in their own collection
	 */
	private void addElements(TaggedEntity element, CollectionPersister collection, @Nullable Set<Object> ids,
			ChangedTags changed) {
		if (ids != null) {
			ids.forEach((id) -> changed.row(element, id));
		}
		if (collection.isOneToMany()) {
			changed.any(element);
			if (ids == null || isInScope(element, collection)) {
				changed.table(element);
			}
		}
	}

	/**
	 * Whether a scope of the elements may name the owner of the collection, by a field
	 * that only shows the column.
	 */
	private static boolean isInScope(TaggedEntity element, CollectionPersister collection) {
		EntityPersister persister = collection.getElementPersister();
		String owner = collection.getOwnerEntityPersister().getRootEntityName();
		List<String> names = List.of(persister.getPropertyNames());
		return element.scopes()
			.stream()
			.flatMap((shape) -> shape.fields().stream())
			.mapToInt(names::indexOf)
			.anyMatch((index) -> index < 0 || (persister.getPropertyTypes()[index] instanceof EntityType association
					&& owner.equals(persister.getFactory()
						.getMappingMetamodel()
						.getEntityDescriptor(association.getAssociatedEntityName())
						.getRootEntityName())));
	}

	private static @Nullable Set<Object> movedIds(@Nullable PersistentCollection<?> collection,
			CollectionPersister persister, boolean hasBefore, boolean hasAfter,
			SharedSessionContractImplementor session) {
		if (collection == null || !collection.wasInitialized()) {
			return null;
		}
		Set<Object> before = ids(hasBefore ? snapshot(collection) : List.of(), persister, session);
		Set<Object> after = ids(hasAfter ? elements(collection, persister) : List.of(), persister, session);
		Set<Object> moved = new LinkedHashSet<>(before);
		moved.addAll(after);
		before.retainAll(after);
		moved.removeAll(before);
		return moved;
	}

	private static Collection<?> snapshot(PersistentCollection<?> collection) {
		Object snapshot = collection.getStoredSnapshot();
		if (snapshot instanceof Map<?, ?> map) {
			return map.values();
		}
		if (snapshot instanceof Object[] array) {
			return Arrays.asList(array);
		}
		return (snapshot instanceof Collection<?> elements) ? elements : List.of();
	}

	private static Collection<?> elements(PersistentCollection<?> collection, CollectionPersister persister) {
		List<Object> elements = new ArrayList<>();
		for (Iterator<?> entries = collection.entries(persister); entries.hasNext();) {
			elements.add(collection.getElement(entries.next()));
		}
		return elements;
	}

	private static Set<Object> ids(Collection<?> elements, CollectionPersister persister,
			SharedSessionContractImplementor session) {
		Set<Object> ids = new LinkedHashSet<>();
		for (Object element : elements) {
			Object id = (element != null) ? BackReference.id(persister.getElementPersister(), element, session) : null;
			if (id != null) {
				ids.add(id);
			}
		}
		return ids;
	}

}
