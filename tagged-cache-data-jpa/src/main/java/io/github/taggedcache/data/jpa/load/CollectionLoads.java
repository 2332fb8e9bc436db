package io.github.taggedcache.data.jpa.load;

import java.util.List;

import io.github.taggedcache.data.jpa.step.Step;
import org.hibernate.event.spi.InitializeCollectionEvent;
import org.hibernate.event.spi.InitializeCollectionEventListener;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/**
 * Observes collections that are initialised: the row that owns the collection, and the
 * rows in it.
 */
final class CollectionLoads implements InitializeCollectionEventListener {

	private final List<InitializeCollectionEventListener> listeners;

	private final ReadRows rows;

	CollectionLoads(List<InitializeCollectionEventListener> listeners, ReadRows rows) {
		this.listeners = listeners;
		this.rows = rows;
	}

	@Override
	public void onInitializeCollection(InitializeCollectionEvent event) {
		ObservedRows rows = ObservedRows.current();
		CollectionPersister persister = event.getCollectionPersister();
		if (rows == null || persister == null) {
			call(event);
			return;
		}
		this.rows.collection(rows, persister, ownerId(event, persister));
		DatabaseReads.run(event.getSession(), () -> observed(event, persister));
		this.rows.reached(rows, event.getCollection());
	}

	private static @Nullable Object ownerId(InitializeCollectionEvent event, CollectionPersister persister) {
		Object id = event.getAffectedOwnerIdOrNull();
		Object owner = event.getAffectedOwnerOrNull();
		return (id == null && owner != null)
				? persister.getOwnerEntityPersister().getIdentifier(owner, event.getSession()) : id;
	}

	/**
	 * A filter may mention other tables, which the statement shows.
	 */
	private void observed(InitializeCollectionEvent event, CollectionPersister persister) {
		if (persister.isAffectedByEnabledFilters(event.getSession())) {
			Step.READS_BY_ID.pause(() -> Step.READS_FILTERED.run(() -> call(event)));
		}
		else {
			Step.READS_BY_ID.run(() -> call(event));
		}
	}

	private void call(InitializeCollectionEvent event) {
		for (InitializeCollectionEventListener listener : this.listeners) {
			listener.onInitializeCollection(event);
		}
	}

}
