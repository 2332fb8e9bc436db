package io.github.taggedcache.core.store;

import java.util.List;

import io.github.taggedcache.core.name.EntryKey;

/**
 * One record of the invalidation log, as its reader understands it.
 *
 * @param version its version
 * @param previous the clock before it; zero if that was missing
 * @param kind what it names
 * @param mode hard or soft
 * @param tags the tags that it names
 * @param keys the keys that it names
 * @param origin the node that appended it
 * @param put id of the put whose entries the key events make valid; zero if there is none
 */
public record LogRecord(long version, long previous, Kind kind, Mode mode, List<String> tags, List<EntryKey> keys,
		String origin, long put) {

	public LogRecord {
		tags = List.copyOf(tags);
		keys = List.copyOf(keys);
	}

	/**
	 * A record that makes no entries valid.
	 * @param version its version
	 * @param previous the clock before it; zero if that was missing
	 * @param kind what it names
	 * @param mode hard or soft
	 * @param tags the tags that it names
	 * @param keys the keys that it names
	 * @param origin the node that appended it
	 */
	public LogRecord(long version, long previous, Kind kind, Mode mode, List<String> tags, List<EntryKey> keys,
			String origin) {
		this(version, previous, kind, mode, tags, keys, origin, 0);
	}

	/**
	 * What a record names.
	 */
	public enum Kind {

		/** Tags. */
		TAG,

		/** Keys. */
		KEY,

		/**
		 * Nothing that this reader understands: the names were too many, or a later
		 * release wrote the record. Anything may have been invalidated.
		 */
		UNNAMED

	}

}
