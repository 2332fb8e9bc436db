package io.github.taggedcache.data.jpa.load;

import java.util.List;

import io.github.taggedcache.data.jpa.step.Step;
import org.hibernate.Filter;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.event.spi.LoadEvent;
import org.hibernate.event.spi.LoadEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Observes reads by id. A row that is not there is observed as well: the value changes
 * when somebody inserts it.
 */
final class ByIdLoads implements LoadEventListener {

	private final List<LoadEventListener> listeners;

	private final ReadRows rows;

	ByIdLoads(List<LoadEventListener> listeners, ReadRows rows) {
		this.listeners = listeners;
		this.rows = rows;
	}

	@Override
	public void onLoad(LoadEvent event, LoadType type) {
		ObservedRows rows = ObservedRows.current();
		if (rows == null) {
			call(event, type);
			return;
		}
		// Hibernate uses events again, and changes the ids of some
		Object id = event.getEntityId();
		EntityPersister persister = persister(event);
		try {
			DatabaseReads.run(event.getSession(), () -> observed(event, type));
		}
		catch (RuntimeException ex) {
			row(rows, persister, id);
			throw ex;
		}
		Object result = event.getResult();
		if (result == null) {
			row(rows, persister, id);
		}
		else if (Hibernate.isInitialized(result)) {
			row(rows, persister, id);
			this.rows.reached(rows, result);
		}
	}

	private void observed(LoadEvent event, LoadType type) {
		if (isFiltered(event.getSession().getLoadQueryInfluencers())) {
			Step.READS_BY_ID.pause(() -> Step.READS_FILTERED.run(() -> call(event, type)));
		}
		else {
			Step.READS_BY_ID.run(() -> call(event, type));
		}
	}

	private static boolean isFiltered(LoadQueryInfluencers influencers) {
		return influencers.hasEnabledFilters()
				&& influencers.getEnabledFilters().values().stream().anyMatch(Filter::isAppliedToLoadByKey);
	}

	private void call(LoadEvent event, LoadType type) {
		for (LoadEventListener listener : this.listeners) {
			listener.onLoad(event, type);
		}
	}

	private void row(ObservedRows rows, @Nullable EntityPersister persister, Object id) {
		if (persister != null) {
			this.rows.row(rows, persister, id);
		}
	}

	private static @Nullable EntityPersister persister(LoadEvent event) {
		Object instance = event.getInstanceToLoad();
		return (instance != null) ? event.getSession().getEntityPersister(null, instance)
				: event.getFactory().getMappingMetamodel().findEntityDescriptor(event.getEntityClassName());
	}

}
