package io.github.taggedcache.data.jpa.change;

import io.github.taggedcache.data.jpa.change.Row.Kind;
import io.github.taggedcache.data.jpa.model.EntityModel;
import io.github.taggedcache.data.jpa.model.TaggedEntity;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.event.spi.PostUpsertEvent;
import org.hibernate.event.spi.PostUpsertEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Turns written rows into tags. Of a session without flushes, a stateless one, the
 * statements tell more than the events: what they touch counts as a whole.
 */
final class RowListener
		implements PostInsertEventListener, PostUpdateEventListener, PostDeleteEventListener, PostUpsertEventListener {

	private static final long serialVersionUID = 1;

	private final transient EntityModel model;

	private final transient Associations associations;

	private final transient Changes changes;

	RowListener(EntityModel model, Associations associations, Changes changes) {
		this.model = model;
		this.associations = associations;
		this.changes = changes;
	}

	@Override
	public void onPostInsert(PostInsertEvent event) {
		changed(new Row(event.getPersister(), event.getId(), event.getEntity(), null, event.getState(), Kind.INSERTED,
				event.getSession()));
	}

	@Override
	public void onPostUpdate(PostUpdateEvent event) {
		changed(new Row(event.getPersister(), event.getId(), event.getEntity(), event.getOldState(), event.getState(),
				Kind.CHANGED, event.getSession()));
	}

	@Override
	public void onPostDelete(PostDeleteEvent event) {
		changed(new Row(event.getPersister(), event.getId(), event.getEntity(), event.getDeletedState(), null,
				Kind.DELETED, event.getSession()));
	}

	@Override
	public void onPostUpsert(PostUpsertEvent event) {
		changed(new Row(event.getPersister(), event.getId(), event.getEntity(), null, event.getState(), Kind.CHANGED,
				event.getSession()));
	}

	@Override
	public boolean requiresPostCommitHandling(EntityPersister persister) {
		return false;
	}

	private void changed(Row row) {
		ChangedTags current = this.changes.current(row.session());
		ChangedTags changed = (current != null) ? current : new ChangedTags();
		add(row, changed);
		if (current == null) {
			addTables(row.persister(), changed);
			this.changes.handOver(row.session(), changed);
		}
	}

	private void add(Row row, ChangedTags changed) {
		TaggedEntity entity = this.model.of(row.persister());
		if (entity != null) {
			changed.row(entity, row.id());
			changed.any(entity);
			if (!entity.scopes().isEmpty()) {
				addScopes(entity, row, changed);
			}
		}
		this.associations.backReferences(row.persister()).forEach((reference) -> reference.add(row, changed));
		if (row.kind() == Kind.DELETED) {
			changed.tables(this.associations.deletedByDatabase(row.persister()));
		}
	}

	private void addScopes(TaggedEntity entity, Row row, ChangedTags changed) {
		if (row.isBeforeUnknown()) {
			changed.table(entity);
		}
		addScopes(entity, row, row.before(), changed);
		addScopes(entity, row, row.after(), changed);
	}

	private static void addScopes(TaggedEntity entity, Row row, @Nullable Object @Nullable [] state,
			ChangedTags changed) {
		if (state == null) {
			return;
		}
		if (entity.areScopesLoaded(row.persister(), state)) {
			changed.scopes(entity, () -> entity.scopesOf(row.persister(), state, row.session()));
		}
		else {
			changed.table(entity);
		}
	}

	private void addTables(EntityPersister persister, ChangedTags changed) {
		TaggedEntity entity = this.model.of(persister);
		if (entity != null) {
			changed.table(entity);
		}
		changed.tables(this.associations.elements(persister));
	}

}
