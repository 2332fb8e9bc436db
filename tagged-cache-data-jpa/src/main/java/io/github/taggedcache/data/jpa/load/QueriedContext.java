package io.github.taggedcache.data.jpa.load;

import java.io.Serializable;
import java.util.Map;
import java.util.Set;

import io.github.taggedcache.data.jpa.graph.InitializedGraph;
import io.github.taggedcache.data.jpa.graph.MappedClasses;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.event.spi.EventSource;

/**
 * Observes what a query may give back because the transaction read it before: objects of
 * the queried tables, from which the loader reaches others without any statement. That
 * event tells about a query before it runs; no flush need follow.
 */
final class QueriedContext implements AutoFlushEventListener {

	private final MappedClasses classes;

	QueriedContext(MappedClasses classes) {
		this.classes = classes;
	}

	@Override
	public void onAutoFlush(AutoFlushEvent event) {
		ObservedRows rows = ObservedRows.current();
		if (rows != null) {
			rows.walk(this.classes, (graph) -> follow(event.getSession(), event.getQuerySpaces(), graph));
		}
	}

	private static void follow(EventSource session, Set<String> tables, InitializedGraph graph) {
		for (Map.Entry<Object, EntityEntry> known : session.getPersistenceContextInternal()
			.reentrantSafeEntityEntries()) {
			if (mayBeIn(tables, known.getValue().getPersister().getQuerySpaces())) {
				graph.followFrom(known.getKey());
			}
		}
	}

	/**
	 * A native query does not say which tables it reads.
	 */
	private static boolean mayBeIn(Set<String> tables, Serializable[] ofEntity) {
		if (tables == null || tables.isEmpty()) {
			return true;
		}
		for (Serializable table : ofEntity) {
			if (tables.contains(table.toString())) {
				return true;
			}
		}
		return false;
	}

}
