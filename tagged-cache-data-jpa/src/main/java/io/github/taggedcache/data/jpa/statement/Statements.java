package io.github.taggedcache.data.jpa.statement;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.taggedcache.data.jpa.model.EntityModels;

/**
 * What statements touch, kept for the next time. Memory is bounded. Safe for threads.
 */
final class Statements {

	/** Most statements that are kept. */
	private static final int MAX_STATEMENTS = 1000;

	/** Longer ones have their values in them, and do not come again. */
	private static final int MAX_LENGTH = 10_000;

	private final EntityModels models;

	private final Cache<String, TouchedTables> known = Caffeine.newBuilder().maximumSize(MAX_STATEMENTS).build();

	Statements(EntityModels models) {
		this.models = models;
	}

	/**
	 * What a statement touches, by the persistence units that exist.
	 */
	TouchedTables of(String sql) {
		int version = this.models.version();
		TouchedTables kept = this.known.getIfPresent(sql);
		if (kept != null && kept.version() == version) {
			return kept;
		}
		TouchedTables found = TouchedTables.of(sql, this.models, version);
		if (sql.length() <= MAX_LENGTH) {
			this.known.put(sql, found);
		}
		return found;
	}

	long size() {
		this.known.cleanUp();
		return this.known.estimatedSize();
	}

}
