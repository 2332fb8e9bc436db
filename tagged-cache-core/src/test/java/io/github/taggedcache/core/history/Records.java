package io.github.taggedcache.core.history;

import java.util.List;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.LogRecord.Kind;
import io.github.taggedcache.core.store.Mode;

/**
 * What nodes append, and what the log shows of it.
 */
public final class Records {

	public static final String ME = "me";

	private static final String OTHER = "other";

	private Records() {
	}

	public static LogRecord hard(long version, long previous, String... tags) {
		return record(version, previous, Mode.HARD, OTHER, tags);
	}

	public static LogRecord soft(long version, long previous, String... tags) {
		return record(version, previous, Mode.SOFT, OTHER, tags);
	}

	public static LogRecord mine(long version, long previous, String... tags) {
		return record(version, previous, Mode.HARD, ME, tags);
	}

	private static LogRecord record(long version, long previous, Mode mode, String origin, String... tags) {
		return new LogRecord(version, previous, Kind.TAG, mode, List.of(tags), List.of(), origin);
	}

	public static LogRecord keyEvent(long version, long previous, EntryKey... keys) {
		return new LogRecord(version, previous, Kind.KEY, Mode.HARD, List.of(), List.of(keys), OTHER);
	}

	public static LogRecord unnamed(long version, long previous, String origin) {
		return new LogRecord(version, previous, Kind.UNNAMED, Mode.HARD, List.of(), List.of(), origin);
	}

	public static Append append(Mode mode, String... tags) {
		return new Append(List.of(tags), List.of(), mode, 0, 0, Append.ALWAYS, ME);
	}

	public static Append append(EntryKey... keys) {
		return new Append(List.of(), List.of(keys), Mode.HARD, 0, 0, Append.ALWAYS, ME);
	}

	public static Appended appended(long version, long previous) {
		return new Appended(version, previous, List.of());
	}

}
