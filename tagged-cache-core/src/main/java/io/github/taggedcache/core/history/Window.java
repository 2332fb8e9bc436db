package io.github.taggedcache.core.history;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.LogRecord;

/**
 * The records of a history's window, bounded in number and in bytes. Guarded by the
 * monitor of the history.
 */
final class Window {

	private static final int RECORD_BYTES = 120;

	private static final int NAME_BYTES = 160;

	private final int maxRecords;

	private final long maxBytes;

	/** Oldest first. */
	private final Deque<LogRecord> records = new ArrayDeque<>();

	private long bytes;

	Window(int maxRecords, long maxBytes) {
		if (maxRecords < 1 || maxBytes < 1) {
			throw new IllegalArgumentException(
					"The window has room for at least one record and one byte, not " + maxRecords + " and " + maxBytes);
		}
		this.maxRecords = maxRecords;
		this.maxBytes = maxBytes;
	}

	void add(LogRecord record) {
		this.records.add(record);
		this.bytes += bytes(record);
	}

	/**
	 * Whether the oldest record has to go.
	 */
	boolean isOverfull() {
		return this.records.size() > this.maxRecords || this.bytes > this.maxBytes;
	}

	LogRecord removeOldest() {
		LogRecord oldest = this.records.remove();
		this.bytes -= bytes(oldest);
		return oldest;
	}

	void clear() {
		this.records.clear();
		this.bytes = 0;
	}

	Iterator<LogRecord> newestFirst() {
		return this.records.descendingIterator();
	}

	int size() {
		return this.records.size();
	}

	long bytes() {
		return this.bytes;
	}

	private static long bytes(LogRecord record) {
		long bytes = RECORD_BYTES;
		for (String tag : record.tags()) {
			bytes += NAME_BYTES + 2L * tag.length();
		}
		for (EntryKey key : record.keys()) {
			bytes += NAME_BYTES + 2L * key.text().length();
		}
		return bytes;
	}

}
