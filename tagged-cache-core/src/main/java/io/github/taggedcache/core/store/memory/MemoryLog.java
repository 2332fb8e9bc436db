package io.github.taggedcache.core.store.memory;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.LogRecord;

/**
 * The newest records, by version.
 */
final class MemoryLog {

	private final NavigableMap<Long, LogRecord> records = new TreeMap<>();

	private final int maxLength;

	MemoryLog(int maxLength) {
		if (maxLength < 1) {
			throw new IllegalArgumentException("The log keeps at least one record, not " + maxLength);
		}
		this.maxLength = maxLength;
	}

	long last() {
		return this.records.isEmpty() ? 0 : this.records.lastKey();
	}

	void add(long version, long previous, Append append, long put) {
		this.records.put(version, record(version, previous, append, put));
		if (this.records.size() > this.maxLength) {
			this.records.pollFirstEntry();
		}
	}

	private static LogRecord record(long version, long previous, Append append, long put) {
		if (append.isWide()) {
			return new LogRecord(version, previous, LogRecord.Kind.UNNAMED, append.mode(), List.of(), List.of(),
					append.origin());
		}
		LogRecord.Kind kind = append.tags().isEmpty() ? LogRecord.Kind.KEY : LogRecord.Kind.TAG;
		return new LogRecord(version, previous, kind, append.mode(), append.tags(), append.keys(), append.origin(),
				put);
	}

	List<LogRecord> after(long version, int max) {
		return this.records.tailMap(version, false).values().stream().limit(max).toList();
	}

	List<LogRecord> newest(int max) {
		return this.records.descendingMap().values().stream().limit(max).toList();
	}

	boolean contains(long version) {
		return this.records.containsKey(version);
	}

	boolean contains(long version, String origin) {
		LogRecord record = this.records.get(version);
		return record != null && record.origin().equals(origin);
	}

	/**
	 * Whether the log reaches back to a version and has no record of it.
	 */
	boolean passesOver(long version, long clock) {
		Map.Entry<Long, LogRecord> next = this.records.ceilingEntry(version);
		if (next == null) {
			return version > clock;
		}
		long previous = next.getValue().previous();
		return next.getKey() == version || (previous > 0 && previous < version);
	}

	void clear() {
		this.records.clear();
	}

}
