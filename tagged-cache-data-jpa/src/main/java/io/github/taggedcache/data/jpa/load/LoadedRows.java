package io.github.taggedcache.data.jpa.load;

import java.util.List;

import io.github.taggedcache.core.load.LoadScope;
import io.github.taggedcache.data.jpa.step.Step;
import org.hibernate.engine.spi.EntityHolder;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;

/**
 * Observes the rows that come in with a read by id. Rows of queries are not observed: the
 * query says which tables it read.
 */
final class LoadedRows implements PostLoadEventListener {

	private final List<PostLoadEventListener> listeners;

	private final ReadRows rows;

	private final boolean secondLevelCache;

	LoadedRows(List<PostLoadEventListener> listeners, ReadRows rows, boolean secondLevelCache) {
		this.listeners = listeners;
		this.rows = rows;
		this.secondLevelCache = secondLevelCache;
	}

	@Override
	public void onPostLoad(PostLoadEvent event) {
		ObservedRows rows = ObservedRows.current();
		if (rows == null) {
			call(event);
			return;
		}
		if (Step.READS_BY_ID.isRunning() || Step.READS_FILTERED.isRunning()) {
			this.rows.row(rows, event);
		}
		else if (this.secondLevelCache && isFromSecondLevelCache(event)) {
			refuse();
		}
		// What callbacks of the application read is no part of the step
		Step.READS_BY_ID.pause(() -> Step.READS_FILTERED.pause(() -> call(event)));
	}

	/**
	 * A row of a statement has not lost its initializer yet.
	 */
	private static boolean isFromSecondLevelCache(PostLoadEvent event) {
		EventSource session = event.getSession();
		EntityHolder holder = session.getPersistenceContextInternal()
			.getEntityHolder(session.generateEntityKey(event.getId(), event.getPersister()));
		return holder != null && holder.getEntityInitializer() == null;
	}

	private static void refuse() {
		LoadScope scope = LoadScope.current();
		if (scope != null) {
			scope.doNotStore();
		}
	}

	private void call(PostLoadEvent event) {
		for (PostLoadEventListener listener : this.listeners) {
			listener.onPostLoad(event);
		}
	}

}
