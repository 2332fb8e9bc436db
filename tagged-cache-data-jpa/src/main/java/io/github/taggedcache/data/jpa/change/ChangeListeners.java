package io.github.taggedcache.data.jpa.change;

import io.github.taggedcache.data.jpa.model.EntityModel;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;

/**
 * The listeners with which a persistence unit tells of its changes.
 */
public final class ChangeListeners {

	private ChangeListeners() {
	}

	/**
	 * Registers the listeners, once for a unit, after all others: those that write rows
	 * are called by these. A unit without entities that have tags gets none.
	 * <p>
	 * The changes have to hear of statements as well, by {@link Changes#written}.
	 * @param model the persistence unit
	 * @param changes collects what they tell
	 */
	public static void register(EntityModel model, Changes changes) {
		if (model.entities().isEmpty()) {
			return;
		}
		EventListenerRegistry registry = model.factory().getEventListenerRegistry();
		Associations associations = new Associations(model);
		RowListener rows = new RowListener(model, associations, changes);
		registry.appendListeners(EventType.POST_INSERT, rows);
		registry.appendListeners(EventType.POST_UPDATE, rows);
		registry.appendListeners(EventType.POST_DELETE, rows);
		registry.appendListeners(EventType.POST_UPSERT, rows);
		CollectionListener collections = new CollectionListener(model, associations, changes);
		registry.appendListeners(EventType.PRE_COLLECTION_UPDATE, collections);
		registry.appendListeners(EventType.PRE_COLLECTION_REMOVE, collections);
		registry.appendListeners(EventType.POST_COLLECTION_RECREATE, collections);
		registry.setListeners(EventType.FLUSH,
				new WritingListeners.OfFlush(registry.getEventListenerGroup(EventType.FLUSH), changes));
		registry.setListeners(EventType.AUTO_FLUSH,
				new WritingListeners.OfAutoFlush(registry.getEventListenerGroup(EventType.AUTO_FLUSH), changes));
		registry.setListeners(EventType.PERSIST,
				new WritingListeners.OfPersist(registry.getEventListenerGroup(EventType.PERSIST), changes));
		registry.setListeners(EventType.PERSIST_ONFLUSH,
				new WritingListeners.OfPersist(registry.getEventListenerGroup(EventType.PERSIST_ONFLUSH), changes));
		registry.setListeners(EventType.MERGE,
				new WritingListeners.OfMerge(registry.getEventListenerGroup(EventType.MERGE), changes));
	}

}
