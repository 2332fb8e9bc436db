package io.github.taggedcache.data.jpa.change;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.hibernate.event.service.spi.EventListenerGroup;
import org.hibernate.event.spi.AbstractSessionEvent;
import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.event.spi.FlushEvent;
import org.hibernate.event.spi.FlushEventListener;
import org.hibernate.event.spi.MergeContext;
import org.hibernate.event.spi.MergeEvent;
import org.hibernate.event.spi.MergeEventListener;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.event.spi.PersistEvent;
import org.hibernate.event.spi.PersistEventListener;

/**
 * Stands around the listeners with which Hibernate writes rows, and calls them.
 *
 * @param <T> the type of the listeners
 */
abstract class WritingListeners<T> {

	private final List<T> listeners;

	private final Changes changes;

	private WritingListeners(EventListenerGroup<T> group, Changes changes) {
		List<T> found = new ArrayList<>();
		group.fireEventOnEachListener(found, (listener, all) -> all.add(listener));
		this.listeners = List.copyOf(found);
		this.changes = changes;
	}

	void call(AbstractSessionEvent event, Consumer<T> call) {
		this.changes.whileWriting(event.getSession(), () -> this.listeners.forEach(call));
	}

	void callBeforeQuery(AbstractSessionEvent event, Consumer<T> call) {
		this.changes.beforeQuery(event.getSession(), () -> this.listeners.forEach(call));
	}

	/**
	 * A flush, as at the commit.
	 */
	static final class OfFlush extends WritingListeners<FlushEventListener> implements FlushEventListener {

		OfFlush(EventListenerGroup<FlushEventListener> group, Changes changes) {
			super(group, changes);
		}

		@Override
		public void onFlush(FlushEvent event) {
			call(event, (listener) -> listener.onFlush(event));
		}

	}

	/**
	 * A flush before a query or a bulk statement.
	 */
	static final class OfAutoFlush extends WritingListeners<AutoFlushEventListener> implements AutoFlushEventListener {

		OfAutoFlush(EventListenerGroup<AutoFlushEventListener> group, Changes changes) {
			super(group, changes);
		}

		@Override
		public void onAutoFlush(AutoFlushEvent event) {
			callBeforeQuery(event, (listener) -> listener.onAutoFlush(event));
		}

	}

	/**
	 * A new row, which is written at once where the database makes its id.
	 */
	static final class OfPersist extends WritingListeners<PersistEventListener> implements PersistEventListener {

		OfPersist(EventListenerGroup<PersistEventListener> group, Changes changes) {
			super(group, changes);
		}

		@Override
		public void onPersist(PersistEvent event) {
			call(event, (listener) -> listener.onPersist(event));
		}

		@Override
		public void onPersist(PersistEvent event, PersistContext createdAlready) {
			call(event, (listener) -> listener.onPersist(event, createdAlready));
		}

	}

	/**
	 * A detached or new row.
	 */
	static final class OfMerge extends WritingListeners<MergeEventListener> implements MergeEventListener {

		OfMerge(EventListenerGroup<MergeEventListener> group, Changes changes) {
			super(group, changes);
		}

		@Override
		public void onMerge(MergeEvent event) {
			call(event, (listener) -> listener.onMerge(event));
		}

		@Override
		public void onMerge(MergeEvent event, MergeContext copiedAlready) {
			call(event, (listener) -> listener.onMerge(event, copiedAlready));
		}

	}

}
