package io.github.taggedcache.core.store.memory;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The versions of the newest records, oldest first.
 */
final class MemoryLog {

	private final Deque<Long> records = new ArrayDeque<>();

	private final int maxLength;

	MemoryLog(int maxLength) {
		if (maxLength < 1) {
			throw new IllegalArgumentException("The log keeps at least one record, not " + maxLength);
		}
		this.maxLength = maxLength;
	}

	long last() {
		Long last = this.records.peekLast();
		return (last != null) ? last : 0;
	}

	void add(long version) {
		this.records.addLast(version);
		if (this.records.size() > this.maxLength) {
			this.records.removeFirst();
		}
	}

	void clear() {
		this.records.clear();
	}

}
