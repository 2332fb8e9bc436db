package io.github.taggedcache.outbox.jdbc;

import java.util.List;
import java.util.Locale;

import io.github.taggedcache.core.name.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * One row of the outbox.
 *
 * @param id tells its place in the order
 * @param kind what its names are; null if this release does not know
 * @param names its tags or keys; empty if this release cannot read them
 * @param attempts how often it was sent in vain
 */
record OutboxRow(long id, @Nullable Kind kind, List<String> names, int attempts) {

	OutboxRow {
		names = List.copyOf(names);
	}

	/**
	 * Reads a row. A row of another release, or that somebody has changed, may be
	 * unreadable.
	 */
	static OutboxRow of(long id, String kind, String names, int attempts) {
		try {
			OutboxRow row = new OutboxRow(id, Kind.valueOf(kind.toUpperCase(Locale.ROOT)), NameLines.read(names),
					attempts);
			if (row.kind() == Kind.KEY) {
				row.names().forEach(EntryKey::ofLogName);
			}
			return row;
		}
		catch (IllegalArgumentException ex) {
			return new OutboxRow(id, null, List.of(), attempts);
		}
	}

	boolean isReadable() {
		return this.kind != null;
	}

	/**
	 * What the names of a row are.
	 */
	enum Kind {

		/** Tags whose entries are unusable. */
		HARD,

		/** Tags whose entries are stale. */
		SOFT,

		/** Keys, by their names in the invalidation log. */
		KEY

	}

}
