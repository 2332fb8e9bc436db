package io.github.taggedcache.data.jpa.statement;

import java.util.Collection;

import io.github.taggedcache.data.jpa.model.TaggedEntity;

/**
 * Hears of the statements of a session, before they run, on the thread that runs them.
 */
public interface StatementListener {

	/**
	 * Hears of a statement that reads. Statements that read rows by their ids are left
	 * out.
	 * @param tables the entities whose tables it mentions
	 * @param known false if nobody knows which tables it reads
	 */
	void read(Collection<TaggedEntity> tables, boolean known);

	/**
	 * Hears of a statement that writes, those of row changes included.
	 * @param tables the entities whose tables it changes
	 * @param known false if nobody knows which tables it changes
	 */
	void written(Collection<TaggedEntity> tables, boolean known);

}
