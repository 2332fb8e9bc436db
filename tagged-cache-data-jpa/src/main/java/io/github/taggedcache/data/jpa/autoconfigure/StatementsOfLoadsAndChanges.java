package io.github.taggedcache.data.jpa.autoconfigure;

import java.util.Collection;

import io.github.taggedcache.data.jpa.change.Changes;
import io.github.taggedcache.data.jpa.load.ObservedRows;
import io.github.taggedcache.data.jpa.model.TaggedEntity;
import io.github.taggedcache.data.jpa.statement.StatementListener;

/**
 * Tells the load of the calling thread what its statements read, and its transaction what
 * they change.
 */
final class StatementsOfLoadsAndChanges implements StatementListener {

	private final Changes changes;

	StatementsOfLoadsAndChanges(Changes changes) {
		this.changes = changes;
	}

	@Override
	public void read(Collection<TaggedEntity> tables, boolean known) {
		ObservedRows rows = ObservedRows.current();
		if (rows != null) {
			rows.queried(tables);
			if (!known) {
				rows.queriedAnything();
			}
		}
	}

	@Override
	public void written(Collection<TaggedEntity> tables, boolean known) {
		this.changes.written(tables, known);
	}

}
